import { Injectable } from '@nestjs/common';
import type {
  MyFigures,
  ReportAnswer,
  ReportConversations,
  ReportGroup,
  ReportQuery,
  ReportState,
} from '@visavis/shared/api/figures';
import { can } from '@visavis/shared/permissions';
import { metric, type MetricId, type Measure } from '@visavis/shared/reports/metrics';
import {
  comparedDays,
  dayCount,
  daysOf,
  MOST_REPORT_DAYS,
  sumRanges,
  type DayRange,
} from '@visavis/shared/reports/report-period';
import { DAY_MS, zoneClock } from '@visavis/shared/sla/zone-clock';
import { AgentsService } from '../agents/agents.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { FiguresRepository, type SumRow } from './figures.repository.ts';
import { presentReport, type TableParts } from './figures.presenter.ts';
import { ReportStateRepository } from './report-state.repository.ts';

const MOST_BEHIND = 100;
const MY_DAYS = 28;
/** Up to here a chart has a point for each day, beyond for each month. */
const MOST_DAY_POINTS = 92;
const POINT_MEASURES: readonly Measure[] = [
  'conversations',
  'firstResponseDue',
  'firstResponseKept',
  'nextResponseDue',
  'nextResponseKept',
  'people',
];

export type Reader = Pick<SignedInAgent, 'agentId' | 'role' | 'teamIds'>;

/** Figures over a period, of the teams that somebody leads; administrators see all. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly repository: FiguresRepository,
    private readonly states: ReportStateRepository,
    private readonly agents: AgentsService,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` for a team that one does not lead, `invalid` for a period that is none */
  async read(reader: Reader, query: ReportQuery): Promise<ReportAnswer> {
    const teamIds = teamsOf(reader, query.teamId);
    const timeZone = await this.timeZone();
    const days = this.days(query, timeZone);
    const before = comparedDays(days, query.compare);
    const pointsBy = dayCount(days) > MOST_DAY_POINTS ? 'month' : 'day';
    const ranges = sumRanges(days);
    const [table, compared, points, teams, channels, state] = await Promise.all([
      this.table(query.groupBy, days, teamIds),
      before === null ? null : this.table(query.groupBy, before, teamIds),
      this.repository.points(ranges, teamIds, { by: pointsBy, measures: POINT_MEASURES }),
      this.agents.listTeams(),
      this.repository.channelNames(),
      this.state(),
    ]);
    const mine = teams.filter(({ id }) => reader.role === 'admin' || reader.teamIds.includes(id));
    return presentReport({
      query,
      days,
      before,
      timeZone,
      table,
      compared,
      points,
      pointsBy,
      state,
      teams: mine.map(({ id, name }) => ({ id, name })),
      names: new Map([...channels, ...teams.map(({ id, name }) => [id, name] as const)]),
    });
  }

  /** What is behind a figure; of a share, all that it divides by, or only what was missed. */
  async behind(
    reader: Reader,
    query: ReportQuery,
    given: { metric: MetricId; key?: string; missed: boolean },
  ): Promise<ReportConversations> {
    const teamIds = teamsOf(reader, query.teamId);
    const { formula } = metric(given.metric);
    if (formula.kind === 'moment') throw new DomainError('not-found');
    const measures =
      formula.kind === 'share' ? formula.denominator : formula.kind === 'sum' ? formula.of : [formula.of];
    const rows = await this.repository.behind({
      measures,
      kept: formula.kind === 'share' && given.missed ? formula.numerator : null,
      days: this.days(query, await this.timeZone()),
      teamIds,
      group: given.key === undefined ? null : { by: query.groupBy, key: given.key },
      limit: MOST_BEHIND + 1,
    });
    return { items: rows.slice(0, MOST_BEHIND), hasMore: rows.length > MOST_BEHIND };
  }

  /** Of whoever asks, and of nobody else. */
  async mine(reader: Reader): Promise<MyFigures> {
    const timeZone = await this.timeZone();
    const days = daysOf({ period: '28' }, this.today(timeZone));
    const from = new Date(zoneClock(timeZone).instantOf(Date.parse(days.from)));
    const rows = await this.repository.mine(reader.agentId, from, timeZone);
    const sum = (count: (row: (typeof rows)[number]) => number) =>
      rows.reduce((all, row) => all + count(row), 0);
    return {
      ...days,
      replies: sum((row) => row.replies),
      conversations: new Set(rows.flatMap((row) => row.conversationIds)).size,
      dueCount: sum((row) => row.due),
      keptCount: sum((row) => row.kept),
      days: rows.slice(0, MY_DAYS).map(({ day, replies }) => ({ day, replies })),
    };
  }

  async state(): Promise<ReportState> {
    const row = await this.states.find();
    return {
      builtAt: row?.builtAt?.toISOString() ?? null,
      checkedAt: row?.checkedAt?.toISOString() ?? null,
      differences: row?.differences ?? null,
      rebuild:
        row === null || row.rebuildAskedAt === null
          ? null
          : { done: row.rebuildDone, total: row.rebuildTotal },
    };
  }

  private async table(
    by: ReportGroup,
    days: DayRange,
    teamIds: readonly string[] | null,
  ): Promise<TableParts> {
    const ranges = sumRanges(days);
    const [groups, total] = await Promise.all([
      by === 'team' ? this.repository.byTeam(ranges, teamIds) : this.repository.groups(by, ranges, teamIds),
      by === 'team' ? null : this.repository.groups('all', ranges, teamIds),
    ]);
    return { groups, total: total ?? groups.map((row): SumRow => ({ ...row, key: '' })) };
  }

  private days(query: ReportQuery, timeZone: string): DayRange {
    const days = daysOf(query, this.today(timeZone));
    const isHalf = (query.from === undefined) !== (query.to === undefined);
    if (isHalf || days.from > days.to || dayCount(days) > MOST_REPORT_DAYS)
      throw new DomainError('invalid', {
        fields: [{ field: 'to', message: 'must be a day of the ten years after `from`' }],
      });
    return days;
  }

  private today(timeZone: string): string {
    const day = zoneClock(timeZone).dayAt(this.clock.now().getTime());
    return new Date(day * DAY_MS).toISOString().slice(0, 10);
  }

  private async timeZone(): Promise<string> {
    return (await this.organisation.get()).timeZone;
  }
}

/** Null for all. */
function teamsOf(reader: Reader, teamId: string | undefined): readonly string[] | null {
  if (teamId === undefined) return reader.role === 'admin' ? null : reader.teamIds;
  if (!can(reader, 'report.team', { teamId })) throw new DomainError('forbidden');
  return [teamId];
}
