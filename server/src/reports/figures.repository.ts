import { Injectable } from '@nestjs/common';
import type { Measure } from '@visavis/shared/reports/metrics';
import type { SumRange } from '@visavis/shared/reports/report-period';
import { Database } from '../platform/database/database.ts';
import { contactNameOf } from './contact-name.repository.ts';
import { ANSWER_COUNTS, ANSWERS_OF_PEOPLE, IS_TAKEN } from './people-answers.repository.ts';

export interface SumRow {
  key: string;
  measure: Measure;
  bucket: number;
  n: number;
}

export interface TeamSumRow extends SumRow {
  teamId: string;
}

export interface BehindFigureRow {
  id: string;
  contactName: string;
  excerpt: string;
  teamName: string;
  day: string;
}

/** $1 dimension, $2 grains, $3 from, $4 before, $5 teams or null for all. Exported so that a test can have it explained. */
const RANGES = `
  FROM unnest($2::text[], $3::date[], $4::date[]) r(grain, first, before)
  JOIN report_rollup p ON p.dimension = $1 AND p.grain = r.grain AND p.day >= r.first AND p.day < r.before
  WHERE ($5::uuid[] IS NULL OR p.team_id = ANY($5::uuid[]))`;
export const GROUPS_STATEMENT = `
  SELECT p.value AS key, p.measure, p.bucket, sum(p.n)::float8 AS n ${RANGES} GROUP BY p.value, p.measure, p.bucket`;
export const TEAMS_STATEMENT = `
  SELECT p.team_id::text AS key, p.measure, p.bucket, sum(p.n)::float8 AS n ${RANGES}
  GROUP BY p.team_id, p.measure, p.bucket`;
/** $6 day or month, $7 measures. */
export const POINTS_STATEMENT = `
  SELECT date_trunc($6, p.day::timestamp)::date::text AS key, p.measure, p.bucket, sum(p.n)::float8 AS n ${RANGES}
    AND p.measure = ANY($7::text[])
  GROUP BY 1, p.measure, p.bucket`;

/** Who stands behind the figures of each team, by group. */
export const PEOPLE_STATEMENT = `
  SELECT p.team_id::text AS "teamId", p.value AS key, p.measure, p.bucket, sum(p.n)::float8 AS n ${RANGES}
    AND p.measure = 'people'
  GROUP BY p.team_id, p.value, p.measure, p.bucket`;
/** $6 day or month. */
export const POINT_PEOPLE_STATEMENT = `
  SELECT p.team_id::text AS "teamId", date_trunc($6, p.day::timestamp)::date::text AS key, p.measure, p.bucket,
    sum(p.n)::float8 AS n ${RANGES} AND p.measure = 'people'
  GROUP BY p.team_id, 2, p.measure, p.bucket`;

/** Figures of a period, read off the sums alone; what is behind them, off the facts. */
@Injectable()
export class FiguresRepository {
  constructor(private readonly database: Database) {}

  /** @param teamIds null for all */
  groups(
    dimension: string,
    ranges: readonly SumRange[],
    teamIds: readonly string[] | null,
  ): Promise<SumRow[]> {
    return this.database.query(GROUPS_STATEMENT, [dimension, ...columnsOf(ranges), teamIds]);
  }

  /** The same by team. @param teamIds null for all */
  byTeam(ranges: readonly SumRange[], teamIds: readonly string[] | null): Promise<SumRow[]> {
    return this.database.query(TEAMS_STATEMENT, ['all', ...columnsOf(ranges), teamIds]);
  }

  /** Some measures of all conversations by day or month. @param teamIds null for all */
  points(
    ranges: readonly SumRange[],
    teamIds: readonly string[] | null,
    given: { by: 'day' | 'month'; measures: readonly Measure[] },
  ): Promise<SumRow[]> {
    return this.database.query(POINTS_STATEMENT, [
      'all',
      ...columnsOf(ranges),
      teamIds,
      given.by,
      given.measures,
    ]);
  }

  /** Which people, by their numbers, stand behind each group of each team, and how often. @param teamIds null for all */
  people(
    dimension: string,
    ranges: readonly SumRange[],
    teamIds: readonly string[] | null,
  ): Promise<TeamSumRow[]> {
    return this.database.query(PEOPLE_STATEMENT, [dimension, ...columnsOf(ranges), teamIds]);
  }

  /** The same of all conversations, by day or month. @param teamIds null for all */
  pointPeople(
    ranges: readonly SumRange[],
    teamIds: readonly string[] | null,
    by: 'day' | 'month',
  ): Promise<TeamSumRow[]> {
    return this.database.query(POINT_PEOPLE_STATEMENT, ['all', ...columnsOf(ranges), teamIds, by]);
  }

  /** By id. */
  async channelNames(): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; name: string }>(`SELECT id, name FROM channel`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /**
   * Conversations that were counted under some measures; with `kept` those in which fewer were kept than fell due.
   *
   * @param given.bucket only what was counted in it; null for all
   */
  behind(given: {
    measures: readonly Measure[];
    bucket: number | null;
    kept: readonly Measure[] | null;
    days: { from: string; to: string };
    teamIds: readonly string[] | null;
    group: { by: string; key: string } | null;
    limit: number;
  }): Promise<BehindFigureRow[]> {
    const { measures, bucket, kept, days, teamIds, group, limit } = given;
    return this.database.query(BEHIND_STATEMENT, [
      [...measures, ...(kept ?? [])],
      kept ?? [],
      days.from,
      days.to,
      teamIds,
      group?.by ?? null,
      group?.key ?? '',
      limit,
      bucket,
    ]);
  }

  /** Replies of one person by day, and how many of the clocks that they met were in time. */
  mine(agentId: string, from: Date, timeZone: string): Promise<MineRow[]> {
    return this.database.query(MINE_STATEMENT, [agentId, from, timeZone]);
  }
}

export interface MineRow {
  day: string;
  replies: number;
  conversationIds: string[];
  due: number;
  kept: number;
}

function columnsOf(ranges: readonly SumRange[]): [string[], string[], string[]] {
  return [
    ranges.map(({ grain }) => grain),
    ranges.map(({ from }) => from),
    ranges.map(({ before }) => before),
  ];
}

/** $1 person, $2 from, $3 time zone. */
export const MINE_STATEMENT = `
  SELECT (m.ordered_at AT TIME ZONE $3)::date::text AS day,
    array_agg(DISTINCT m.conversation_id) AS "conversationIds", ${ANSWER_COUNTS}
  FROM ${ANSWERS_OF_PEOPLE}
  WHERE m.agent_id = $1 AND ${IS_TAKEN} AND m.ordered_at >= $2
  GROUP BY 1 ORDER BY 1`;

/** $1 measures, $2 those of them that are taken off, $3 and $4 days, $5 teams, $6 and $7 group, $8 how many, $9 bucket or null. */
const BEHIND_STATEMENT = `
  SELECT b.id, coalesce(i.name, co.display_name) AS "contactName", c.excerpt, t.name AS "teamName", b.day::text AS day
  FROM (
    SELECT f.conversation_id AS id, max(f.day) AS day FROM report_fact f
    WHERE f.measure = ANY($1::text[]) AND f.day >= $3::date AND f.day <= $4::date
      AND ($9::int IS NULL OR f.bucket = $9) AND ($5::uuid[] IS NULL OR f.team_id = ANY($5::uuid[]))
      AND CASE $6::text WHEN 'team' THEN f.team_id::text = $7 WHEN 'channel' THEN f.channel_id::text = $7
        WHEN 'kind' THEN f.kind = $7 WHEN 'language' THEN f.language = $7 WHEN 'policy' THEN f.policy = $7
        WHEN 'hour' THEN lpad(f.hour::text, 2, '0') = $7 WHEN 'tag' THEN $7 = ANY(f.tags) ELSE true END
    GROUP BY f.conversation_id
    HAVING sum(CASE WHEN f.measure = ANY($2::text[]) THEN -f.n ELSE f.n END) > 0
    ORDER BY max(f.day) DESC, f.conversation_id LIMIT $8) b
  JOIN conversation c ON c.id = b.id
  JOIN team t ON t.id = c.team_id
  JOIN channel ch ON ch.id = c.channel_id
  JOIN contact co ON co.id = c.contact_id
  ${contactNameOf('c')}
  ORDER BY b.day DESC, b.id`;
