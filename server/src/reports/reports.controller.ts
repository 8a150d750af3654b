import { Controller, Get } from '@nestjs/common';
import type { LiveReport } from '@visavis/shared/api/reports';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveReportService } from './live-report.service.ts';

@Controller('api/reports')
@Requires('report.team')
export class ReportsController {
  constructor(private readonly live: LiveReportService) {}

  @Get('live')
  readLive(@CurrentAgent() agent: SignedInAgent): Promise<LiveReport> {
    return this.live.read(agent);
  }
}
