import { Injectable } from '@nestjs/common';
import type { LiveBehind, LiveBehindQuery } from '@visavis/shared/api/live';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveBehindRepository } from './live-behind.repository.ts';
import type { LiveDay } from './live-day.repository.ts';
import { LivePastService } from './live-past.service.ts';
import { teamsOf } from './live-report.service.ts';

const MOST = 100;
const HOUR_MS = 3_600_000;

/** The conversations behind each figure of the live page: the same rule that counted them lists them. */
@Injectable()
export class LiveBehindService {
  constructor(
    private readonly repository: LiveBehindRepository,
    private readonly past: LivePastService,
  ) {}

  /** @throws DomainError `forbidden` for a team that one does not lead, `invalid` for arrivals of no hour */
  async read(agent: SignedInAgent, query: LiveBehindQuery): Promise<LiveBehind> {
    const teams = teamsOf(agent, query.teamId);
    const isOfHour = query.figure === 'arrivals';
    if (isOfHour && (query.weekday === undefined || query.hour === undefined))
      throw new DomainError('invalid', { fields: [{ field: 'hour', message: 'is needed with weekday' }] });
    const day = await this.past.day();
    const span = { ...day, ...this.spanOf(query, day) };
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

  /** Of when the figure is, unless it is of today. */
  private spanOf({ figure, days = 28 }: LiveBehindQuery, day: LiveDay): Partial<LiveDay> {
    if (figure === 'arrivals') return { from: this.past.arrivalsSince(day, days) };
    if (figure === 'dueYesterday') return { from: day.yesterdayFrom, to: day.from };
    // One millisecond of the past hour is not in it any more; the present one is.
    if (figure === 'lastHour') return { from: new Date(day.now.getTime() - HOUR_MS + 1) };
    return {};
  }
}
