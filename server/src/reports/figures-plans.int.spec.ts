import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sumRanges } from '@visavis/shared/reports/report-period';
import { explain } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import {
  GROUPS_STATEMENT,
  PEOPLE_STATEMENT,
  POINT_PEOPLE_STATEMENT,
  POINTS_STATEMENT,
  TEAMS_STATEMENT,
} from './figures.repository.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { SOURCES_STATEMENT } from './report-facts.repository.ts';

/** Of thirteen months: five teams, forty buckets and measures a day, and as many of each month. */
const TEAMS = 5;
const DAYS = 400;
const MEASURES = 20;
/** The days of 2026-10-24 to 2026-11-20 and the months before them are a fraction of what there is. */
const BLOCKS = 2_500;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportFiguresModule] });
  await app.database.query(
    `INSERT INTO report_rollup (dimension, grain, day, team_id, value, measure, bucket, n)
     SELECT d.dimension, g.grain, g.day, md5('team' || t)::uuid, CASE d.dimension WHEN 'channel' THEN 'c' || t ELSE '' END,
       CASE m WHEN 1 THEN 'people' ELSE 'm' || m END, m, 7
     FROM (VALUES ('all'), ('channel')) d(dimension)
     CROSS JOIN (
       SELECT 'day' AS grain, ('2025-10-17'::date + n) AS day FROM generate_series(1, $1::int) n
       UNION ALL SELECT 'month', m::date FROM generate_series('2025-11-01'::timestamp, '2026-11-01', '1 month') m) g
     CROSS JOIN generate_series(1, $2::int) t CROSS JOIN generate_series(1, $3::int) m`,
    [DAYS, TEAMS, MEASURES],
  );
  await app.database.query('VACUUM ANALYZE report_rollup');
});
afterAll(() => app.close());

describe('a report of thirteen months', () => {
  const ranges = sumRanges({ from: '2025-11-01', to: '2026-11-20' });
  const columns = [
    ranges.map(({ grain }) => grain),
    ranges.map(({ from }) => from),
    ranges.map(({ before }) => before),
  ];

  it.each([
    ['by team', TEAMS_STATEMENT, ['all', ...columns, null]],
    ['by channel', GROUPS_STATEMENT, ['channel', ...columns, null]],
    ['by who stands behind it', PEOPLE_STATEMENT, ['channel', ...columns, null]],
    ['by who stands behind it over time', POINT_PEOPLE_STATEMENT, ['all', ...columns, null, 'month']],
    ['over time', POINTS_STATEMENT, ['all', ...columns, null, 'month', ['m2', 'm3']]],
  ])('reads whole months where there are any, %s', async (_by, statement, params) => {
    const plan = await explain(app, statement, params);
    expect(plan.scanned).toEqual([]);
    expect(plan.blocks).toBeLessThan(BLOCKS);
    expect(plan.rows).toBeGreaterThan(0);
  });
});

describe('what is counted of a conversation', () => {
  /** Each is looked up in five tables. */
  const BLOCKS_EACH = 20;

  it('is looked up by conversation, also while the database knows nothing yet of tables that grow', async () => {
    await app.database.query(`
      WITH team AS (INSERT INTO team (id, name, created_at) VALUES (md5('team')::uuid, 'Team', now())),
        contact AS (INSERT INTO contact (id, display_name, created_at) VALUES (md5('contact')::uuid, 'Kundin', now())),
        channel AS (INSERT INTO channel (id, network, name, team_id, since, health_since, created_at)
          VALUES (md5('channel')::uuid, 'webhook', 'Channel', md5('team')::uuid, now(), now(), now())),
        conversation AS (
          INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status,
            last_customer_message_at, last_message_at, created_at)
          SELECT md5('c' || n)::uuid, md5('channel')::uuid, md5('team')::uuid, md5('contact')::uuid, 'c' || n, 'mention',
            'public', 'new', now(), now(), now() FROM generate_series(1, 20000) n)
      INSERT INTO conversation_event (id, conversation_id, type, data, at)
      SELECT md5('e' || n)::uuid, md5('c' || n)::uuid, 'opened', '{"after": "new"}', now() FROM generate_series(1, 20000) n`);
    const ids = await app.database.query<{ id: string }>(
      `SELECT md5('c' || n)::uuid AS id FROM generate_series(1, 100) n`,
    );
    const plan = await explain(app, SOURCES_STATEMENT, [ids.map(({ id }) => id)]);
    expect(plan.rows).toBe(100);
    expect(plan.blocks).toBeLessThan(100 * BLOCKS_EACH);
  });
});
