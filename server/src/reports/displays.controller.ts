import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { CreatedDisplay, DisplayItem } from '@visavis/shared/api/wall';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { CreateDisplayDto } from './displays.dto.ts';
import { DisplaysService } from './displays.service.ts';

@Controller('api/displays')
@Requires('team.lead')
export class DisplaysController {
  constructor(private readonly displays: DisplaysService) {}

  @Get()
  async list(@CurrentAgent() agent: SignedInAgent): Promise<Page<DisplayItem>> {
    return onePage(await this.displays.list(agent));
  }

  @Post()
  create(@CurrentAgent() agent: SignedInAgent, @Body() body: CreateDisplayDto): Promise<CreatedDisplay> {
    return this.displays.create(agent, body);
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.displays.revoke(agent, id);
  }
}
