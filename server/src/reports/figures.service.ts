import { Injectable } from '@nestjs/common';
import type {
  MyFigures,
  ReportAnswer,
  ReportConversations,
  ReportGroup,
  ReportQuery,
  ReportState,
} from '@visavis/shared/api/figures';
import { metric, type MetricId, type Measure } from '@visavis/shared/reports/metrics';
import {
  comparedDays,
  dayCount,
  daysOf,
  MOST_REPORT_DAYS,
  sumRanges,
  type DayRange,
  type SumRange,
} from '@visavis/shared/reports/report-period';
import { AgentsService } from '../agents/agents.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { FiguresRepository, type TeamSumRow } from './figures.repository.ts';
import { presentReport, type GuardedTable } from './figures.presenter.ts';
import { hiddenFigures, type BesideTeam } from './hidden-figures.ts';
import { askedTeams, readableTeams, teamsOf, type Reader } from './reader.ts';
import { beginningOf, wallClockAt } from './report-days.ts';
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
    const scope = scopeOf(reader, query.teamId);
    const timeZone = await this.timeZone();
    const days = this.days(query, timeZone);
    const before = comparedDays(days, query.compare);
    const pointsBy = dayCount(days) > MOST_DAY_POINTS ? 'month' : 'day';
    const [table, compared, pointed, teams, channels, state] = await Promise.all([
      this.table(query.groupBy, days, scope),
      before === null ? null : this.table(query.groupBy, before, scope),
      this.points(days, scope, pointsBy),
      this.agents.listTeams(),
      this.repository.channelNames(),
      this.state(),
    ]);
    const points = { ...pointed.parts, total: table.total };
    return presentReport({
      query,
      days,
      before,
      timeZone,
      table,
      compared,
      points: { ...points, hidden: hiddenFigures(points, pointed.beside) },
      pointsBy,
      state,
      teams: readableTeams(reader, teams),
      names: new Map([...channels, ...teams.map(({ id, name }) => [id, name] as const)]),
    });
  }

  /** What is behind a figure; of a share, all that it divides by, or only what was missed. */
  async behind(
    reader: Reader,
    query: ReportQuery,
    given: { metric: MetricId; key?: string; missed: boolean },
  ): Promise<ReportConversations> {
    const scope = scopeOf(reader, query.teamId);
    const { formula, isAboutPeople } = metric(given.metric);
    if (formula.kind === 'moment') throw new DomainError('not-found');
    const days = this.days(query, await this.timeZone());
    if (isAboutPeople) {
      const { hidden } = await this.table(query.groupBy, days, scope);
      // The list would tell by its length what the table does not show.
      if (given.key === undefined ? hidden.isTotalHidden : hidden.groups.has(given.key))
        throw new DomainError('forbidden', { reason: 'too-small' });
    }
    const measures =
      formula.kind === 'share' ? formula.denominator : formula.kind === 'sum' ? formula.of : [formula.of];
    const rows = await this.repository.behind({
      measures,
      bucket: formula.kind === 'sum' ? (formula.bucket ?? null) : null,
      kept: formula.kind === 'share' && given.missed ? formula.numerator : null,
      days,
      teamIds: scope.teamIds,
      group: given.key === undefined ? null : { by: query.groupBy, key: given.key },
      limit: MOST_BEHIND + 1,
    });
    return { items: rows.slice(0, MOST_BEHIND), hasMore: rows.length > MOST_BEHIND };
  }

  /** Of whoever asks, and of nobody else. */
  async mine(reader: Reader): Promise<MyFigures> {
    const timeZone = await this.timeZone();
    const days = daysOf({ period: '28' }, this.today(timeZone));
    const from = beginningOf(days.from, timeZone);
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

  /** Where building and proving the sums stands. */
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

  private async table(by: ReportGroup, days: DayRange, scope: Scope): Promise<GuardedTable> {
    const ranges = sumRanges(days);
    const { teamIds } = scope;
    const [groups, total, beside] = await Promise.all([
      by === 'team' ? this.repository.byTeam(ranges, teamIds) : this.repository.groups(by, ranges, teamIds),
      by === 'team' ? null : this.repository.groups('all', ranges, teamIds),
      this.beside(scope, (all) => (by === 'team' ? [] : this.repository.people(by, ranges, all)), ranges),
    ]);
    const parts = { groups, total: total ?? groups };
    return { ...parts, hidden: hiddenFigures(parts, beside) };
  }

  private async points(days: DayRange, scope: Scope, by: 'day' | 'month') {
    const ranges = sumRanges(days);
    const [groups, beside] = await Promise.all([
      this.repository.points(ranges, scope.teamIds, { by, measures: POINT_MEASURES }),
      this.beside(scope, (all) => this.repository.pointPeople(ranges, all, by), ranges),
    ]);
    return { parts: { groups }, beside };
  }

  /** The people of all teams that the reader may see, where one of these teams was chosen; else null. */
  private async beside(
    { oneOf, teamIds }: Scope,
    groupsOf: (all: readonly string[] | null) => Promise<TeamSumRow[]> | TeamSumRow[],
    ranges: readonly SumRange[],
  ): Promise<BesideTeam | null> {
    const [teamId] = teamIds ?? [];
    if (oneOf === undefined || teamId === undefined) return null;
    const [total, groups] = await Promise.all([
      this.repository.people('all', ranges, oneOf),
      groupsOf(oneOf),
    ]);
    return { teamId, total, groups };
  }

  /** @throws DomainError `forbidden`, `invalid` for what could never be answered */
  async check(reader: Reader, query: ReportQuery): Promise<void> {
    scopeOf(reader, query.teamId);
    this.days(query, await this.timeZone());
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
    return wallClockAt(this.clock.now(), timeZone).day;
  }

  private async timeZone(): Promise<string> {
    return (await this.organisation.get()).timeZone;
  }
}

/** The teams of whose figures a report consists. */
interface Scope {
  /** Null for all. */
  teamIds: readonly string[] | null;
  /** Where one team was chosen: all that its reader could have chosen, null for every team. */
  oneOf?: readonly string[] | null;
}

/** @throws DomainError `forbidden` for a team that one does not lead */
function scopeOf(reader: Reader, teamId: string | undefined): Scope {
  const teamIds = askedTeams(reader, teamId);
  return teamId === undefined ? { teamIds } : { teamIds, oneOf: teamsOf(reader) };
}
