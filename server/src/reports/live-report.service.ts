import { Injectable } from '@nestjs/common';
import type { LiveReport } from '@visavis/shared/api/reports';
import { Clock } from '../platform/clock.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentLiveReport } from './live-report.presenter.ts';
import { LiveReportRepository } from './live-report.repository.ts';

const MOST_DUE = 8;

/** How it goes right now, by team and never by person. */
@Injectable()
export class LiveReportService {
  constructor(
    private readonly repository: LiveReportRepository,
    private readonly clock: Clock,
  ) {}

  /** Of one's own teams; administrators of all. */
  async read(agent: SignedInAgent): Promise<LiveReport> {
    const now = this.clock.now();
    const teamIds = agent.role === 'admin' ? null : agent.teamIds;
    const [teams, due] = await Promise.all([
      this.repository.teams(teamIds, now),
      this.repository.dueNext(teamIds, MOST_DUE),
    ]);
    return presentLiveReport(teams, due, now);
  }
}
