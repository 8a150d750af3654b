import { Injectable } from '@nestjs/common';
import type { LiveBehind, LiveBehindQuery, LiveFigure } from '@visavis/shared/api/live';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { LiveBehindRepository, type BehindSpan } from './live-behind.repository.ts';
import type { LiveDay } from './live-day.repository.ts';
import { LivePastService } from './live-past.service.ts';
import { LiveReportService } from './live-report.service.ts';
import { askedTeams, teamsOf } from './reader.ts';

const USUALLY = 100;
const HOUR_MS = 3_600_000;
/** Figures that tell how people work, and so stay hidden of few. Who waits now is told: a lead has to do something about it. */
const ABOUT_PEOPLE: readonly LiveFigure[] = [
  'dueToday',
  'dueYesterday',
  'onTimeToday',
  'answeredToday',
  'arrivalsDue',
  'arrivalsOnTime',
];

/** The conversations behind each figure of the live page: the same rule that counted them lists them. */
@Injectable()
export class LiveBehindService {
  constructor(
    private readonly repository: LiveBehindRepository,
    private readonly past: LivePastService,
    private readonly live: LiveReportService,
  ) {}

  /**
   * @throws DomainError `forbidden` for a team that one does not lead, and for figures of so few people that they would
   * tell how those work; `invalid` for arrivals of no hour
   */
  async read(agent: SignedInAgent, query: LiveBehindQuery): Promise<LiveBehind> {
    const teams = askedTeams(agent, query.teamId);
    const isOfHour = query.figure.startsWith('arrivals');
    if (isOfHour && (query.weekday === undefined || query.hour === undefined))
      throw new DomainError('invalid', { fields: [{ field: 'hour', message: 'is needed with weekday' }] });
    await this.assertMayBeTold(agent, teams, query.figure);
    const day = await this.past.day();
    const spans = this.spansOf(query, day);
    const rows = await this.repository.find(teams, query, { now: day.now, spans }, query.limit ?? USUALLY);
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

  private async assertMayBeTold(
    agent: SignedInAgent,
    teams: readonly string[] | null,
    figure: LiveFigure,
  ): Promise<void> {
    if (!ABOUT_PEOPLE.includes(figure)) return;
    const { isTotalHidden } = await this.live.hiddenOf(teams, teamsOf(agent));
    if (isTotalHidden)
      throw new DomainError(
        'forbidden',
        { action: 'report.team' },
        'Too few people stand behind this figure.',
      );
  }

  /** The spans of time that a figure covers; figures of the present alone read none of them. */
  private spansOf({ figure, weekday = 0, hour = 0, days = 28 }: LiveBehindQuery, day: LiveDay): BehindSpan[] {
    if (figure.startsWith('arrivals')) return this.past.hoursOf(day, { weekday, hour, days });
    if (figure === 'dueYesterday') return [{ from: day.yesterdayFrom, to: day.from }];
    // An hour that ends with the present millisecond: it begins after the one that came an hour before.
    if (figure === 'lastHour') return [{ from: new Date(day.now.getTime() - HOUR_MS + 1), to: day.to }];
    return [day];
  }
}
