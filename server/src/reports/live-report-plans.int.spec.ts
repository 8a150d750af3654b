import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveFigures } from '@visavis/shared/api/live';
import { explain } from '../../test/explain.ts';
import { aGrownInbox, growTo, type GrownInbox } from '../../test/factories/many-conversations.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { behindStatement } from './live-behind.repository.ts';
import {
  ANSWER_TIMES_STATEMENT,
  BACKLOG_CHANGES_STATEMENT,
  BACKLOG_STATEMENT,
  LATE_STATEMENT,
  ON_TIME_STATEMENT,
  TODAY_ARRIVALS_STATEMENT,
} from './live-day.statements.repository.ts';
import { DUE_STATEMENT, TEAMS_STATEMENT } from './live-report.repository.ts';
import { ReportsModule } from './reports.module.ts';

const CONVERSATIONS = 40_000;
/** The first entries of indexes and sums, not the 2,000 that are not closed nor the 800 of them that wait. */
const BLOCKS = 400;
/** Of the clocks, the rest lies before today. */
const TODAY = 400;

let app: TestApp;
let inbox: GrownInbox;

beforeAll(async () => {
  app = await createTestApp({
    modules: [ReportsModule, ChannelsModule],
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(new ConnectorRegistry([])),
  });
  inbox = await aGrownInbox(app);
  await growTo(app, inbox, CONVERSATIONS);
  await aDayOfClocks();
});
afterAll(() => app.close());

/** A clock for each conversation, answered, and its line; four hundred of today, the others of the days before. */
async function aDayOfClocks(): Promise<void> {
  const at = `$1::timestamptz - CASE WHEN n <= ${TODAY} THEN n * interval '1 minute' ELSE n * interval '1 hour' END`;
  const params = [app.clock.now()];
  const from = `FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM conversation) c
    CROSS JOIN LATERAL (SELECT ${at} AS at) at`;
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, met_at)
     SELECT gen_random_uuid(), c.id, 'firstResponse', 1, gen_random_uuid(), 'Alle', '{}', 30, at, 0,
       at + interval '30 seconds', at + (n % 50) * interval '1 second' ${from}`,
    params,
  );
  await app.database.query(
    `INSERT INTO conversation_event (id, conversation_id, type, data, at)
     SELECT gen_random_uuid(), c.id, 'opened', '{"after": "new"}', at ${from}`,
    params,
  );
  await app.database.query('VACUUM ANALYZE sla_target, conversation_event, open_tally');
}

describe('the live report of an inbox of forty thousand conversations', () => {
  it.each([
    ['all teams', () => null],
    ['two teams', () => inbox.teamIds.slice(0, 2)],
  ])('reads what waits and nothing else, for %s', async (_whose, teamIds) => {
    const figures = await explain(app, TEAMS_STATEMENT, [teamIds(), app.clock.now()]);
    const due = await explain(app, DUE_STATEMENT, [teamIds(), 8, false]);
    expect(due.rows).toBe(8);
    for (const plan of [figures, due]) {
      expect(plan.scanned.filter((table) => ['conversation', 'contact_identity'].includes(table))).toEqual(
        [],
      );
      expect(plan.blocks).toBeLessThan(BLOCKS);
    }
  });

  it.each([
    ['all teams', () => null],
    ['two teams', () => inbox.teamIds.slice(0, 2)],
  ])('reads of a day what is of that day, for %s', async (_whose, teamIds) => {
    const now = app.clock.now();
    const from = new Date(now.getTime() - 7 * 3_600_000);
    const to = new Date(from.getTime() + 24 * 3_600_000);
    const plans = await Promise.all([
      explain(app, ON_TIME_STATEMENT, [teamIds(), from, to, now, 'Europe/Berlin']),
      explain(app, ANSWER_TIMES_STATEMENT, [teamIds(), from]),
      explain(app, BACKLOG_STATEMENT, [teamIds()]),
      explain(app, BACKLOG_CHANGES_STATEMENT, [teamIds(), from, 30]),
      explain(app, TODAY_ARRIVALS_STATEMENT, [teamIds(), from, now, 30]),
      explain(app, LATE_STATEMENT, [teamIds(), from, to, now, 5]),
    ]);
    const large = ['conversation', 'sla_target', 'conversation_event', 'contact_identity'];
    for (const plan of plans) {
      expect(plan.scanned.filter((table) => large.includes(table))).toEqual([]);
      // Four blocks to look a conversation up, and the rows of the day themselves.
      expect(plan.blocks).toBeLessThan(TODAY * 6);
    }
  });

  it.each(liveFigures.flatMap((figure) => [true, false].map((isAll) => [figure, isAll] as const)))(
    'lists what is behind %s by an index, of all teams: %s',
    async (figure, isAll) => {
      const now = app.clock.now();
      const hour = (before: number) => new Date(now.getTime() - before * 3_600_000);
      // Four hours of four weeks, or a day.
      const from = figure.startsWith('arrivals') ? [1, 169, 337, 505] : [7];
      const plan = await explain(app, behindStatement(figure), [
        isAll ? null : inbox.teamIds.slice(0, 2),
        now,
        from.map(hour),
        from.map((before) => hour(before - (figure.startsWith('arrivals') ? 1 : 24))),
        null,
        null,
        null,
        100,
      ]);
      const large = ['conversation', 'sla_target', 'contact', 'contact_identity'];
      expect(plan.scanned.filter((table) => large.includes(table))).toEqual([]);
    },
  );
});
