import { Controller, Get, Query } from '@nestjs/common';
import type { CapacityPlan } from '@visavis/shared/api/capacity';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { CapacityQueryDto } from './capacity.dto.ts';
import { CapacityService } from './capacity.service.ts';

@Controller('api/reports')
export class CapacityController {
  constructor(private readonly capacity: CapacityService) {}

  /** How many people a week takes by the hour, beside those who are planned. */
  @Get('capacity')
  @Requires('report.team')
  plan(@CurrentAgent() agent: SignedInAgent, @Query() query: CapacityQueryDto): Promise<CapacityPlan> {
    return this.capacity.plan(agent, query);
  }
}
