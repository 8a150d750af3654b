import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { acceptBusinessHours } from './accept-business-hours.ts';
import { SaveSlaPolicyDto } from './sla-policies.dto.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';
import { presentPolicy } from './sla-policies.presenter.ts';

@Controller('api')
export class SlaPoliciesController {
  constructor(private readonly policies: SlaPoliciesService) {}

  @Get('sla-policies')
  @Requires('conversation.read')
  async list(): Promise<Page<SlaPolicyItem>> {
    return onePage((await this.policies.list()).map(presentPolicy));
  }

  /** Holds for clocks that start from now on. */
  @Put('teams/:id/sla-policy')
  @Requires('policy.manage')
  async save(
    @Param('id', ParseIdPipe) teamId: string,
    @Body() request: SaveSlaPolicyDto,
  ): Promise<SlaPolicyItem> {
    const { name, firstResponseMinutes, nextResponseMinutes } = request;
    const hours = acceptBusinessHours(request.businessHours);
    return presentPolicy(
      await this.policies.save(teamId, { name, firstResponseMinutes, nextResponseMinutes, hours }),
    );
  }
}
