import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { SavedReportItem } from '@visavis/shared/api/figures';
import type { Page } from '@visavis/shared/api/page';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { SaveReportDto } from './figures.dto.ts';
import { SavedReportsService } from './saved-reports.service.ts';

/** One's own saved reports; nobody sees those of others. Saving is for people: no scope of a program contains it. */
@Controller('api/saved-reports')
@Requires('report.team')
export class SavedReportsController {
  constructor(private readonly saved: SavedReportsService) {}

  @Get()
  async list(@CurrentAgent() agent: SignedInAgent): Promise<Page<SavedReportItem>> {
    return onePage(await this.saved.list(agent));
  }

  @Post()
  @Requires('team.lead')
  create(@CurrentAgent() agent: SignedInAgent, @Body() body: SaveReportDto): Promise<SavedReportItem> {
    return this.saved.create(agent, body);
  }

  @Put(':id')
  @Requires('team.lead')
  update(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: SaveReportDto,
  ): Promise<SavedReportItem> {
    return this.saved.update(agent, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('team.lead')
  remove(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    return this.saved.remove(agent, id);
  }
}
