import { Injectable } from '@nestjs/common';
import type { LiveBehind, LiveBehindQuery } from '@visavis/shared/api/live';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveBehindRepository } from './live-behind.repository.ts';
import { LiveReportService, teamsOf } from './live-report.service.ts';

const MOST = 100;

/** The conversations behind each figure of the live page: the same rule that counted them lists them. */
@Injectable()
export class LiveBehindService {
  constructor(
    private readonly repository: LiveBehindRepository,
    private readonly live: LiveReportService,
  ) {}

  /** @throws DomainError `forbidden` for a team that one does not lead, `invalid` for arrivals of no hour */
  async read(agent: SignedInAgent, query: LiveBehindQuery): Promise<LiveBehind> {
    const teams = teamsOf(agent, query.teamId);
    const isOfHour = query.figure === 'arrivals';
    if (isOfHour && (query.weekday === undefined || query.hour === undefined))
      throw new DomainError('invalid', { fields: [{ field: 'hour', message: 'is needed with weekday' }] });
    const day = await this.live.day();
    const span = isOfHour ? { ...day, from: this.live.arrivalsSince(day) } : day;
    const rows = await this.repository.find(teams, query, span, MOST);
    return {
      count: rows[0]?.total ?? 0,
      items: rows.map((row) => ({
        conversationId: row.conversationId,
        contactName: row.contactName,
        channel: { id: row.channelId, name: row.channelName, network: row.network },
        teamName: row.teamName,
        at: row.at.toISOString(),
        deadlineAt: row.deadlineAt?.toISOString() ?? null,
        answeredAt: row.answeredAt?.toISOString() ?? null,
      })),
    };
  }
}
