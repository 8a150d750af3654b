import { Controller, Get, Query } from '@nestjs/common';
import type { LiveBehind } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveBehindService } from './live-behind.service.ts';
import { LiveBehindQueryDto, LiveReportQueryDto } from './live-report.dto.ts';
import { LiveReportService } from './live-report.service.ts';

@Controller('api/reports')
@Requires('report.team')
export class ReportsController {
  constructor(
    private readonly live: LiveReportService,
    private readonly behind: LiveBehindService,
  ) {}

  @Get('live')
  readLive(@CurrentAgent() agent: SignedInAgent, @Query() query: LiveReportQueryDto): Promise<LiveReport> {
    return this.live.read(agent, query.teamId);
  }

  /** For people: names of customers are in no scope of a program that reads figures. */
  @Get('live/conversations')
  @Requires('team.lead')
  readBehind(@CurrentAgent() agent: SignedInAgent, @Query() query: LiveBehindQueryDto): Promise<LiveBehind> {
    return this.behind.read(agent, query);
  }
}
