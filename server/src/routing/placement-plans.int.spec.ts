import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '../../test/explain.ts';
import { aGrownInbox, growTo, type GrownInbox } from '../../test/factories/many-conversations.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import {
  IN_LINE,
  LINES,
  OF_KNOWN_CUSTOMERS,
  OPEN_WORK,
  TEAMS_WITH_WAITING,
} from '../conversations/waiting.repository.ts';
import { NEXT_OVERDUE, OVERDUE } from './decisions.repository.ts';
import { EXCLUSIONS, LAST_PLACED } from './placement.repository.ts';
import { RoutingModule } from './routing.module.ts';

const CONVERSATIONS = 100_000;
const GROWN = new Set(['conversation', 'contact', 'routing_decision', 'routing_release', 'routing_shield']);
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** What one team has waiting in it. */
const WAITING = 5_000;
const NEEDS = 40;

let app: TestApp;
let inbox: GrownInbox;
let teamId: string;

const inLines = (stuck: string) =>
  JSON.stringify(
    Array.from({ length: NEEDS }, (_, number) => ({
      needs: [`skill:${number}:2`],
      stuck,
      afterAt: '-infinity',
      afterId: NOBODY,
    })),
  );

/** One team with five thousand waiting in forty lines, everything decided once, some given back, shielded, unopened. */
async function fill(): Promise<void> {
  inbox = await aGrownInbox(app);
  await growTo(app, inbox, CONVERSATIONS);
  teamId = inbox.teamIds[0]!;
  const now = app.clock.now();
  const run = (sql: string, params: unknown[] = []) => app.database.query(sql, params);
  await run(
    `WITH chosen AS (
       SELECT id, row_number() OVER (ORDER BY id) AS n FROM conversation WHERE NOT is_spam ORDER BY id LIMIT ${WAITING}
     )
     UPDATE conversation c SET team_id = $1, status = 'open', closed_at = NULL, snoozed_until = NULL, assignee_id = NULL,
       needs = ARRAY['skill:' || chosen.n % ${NEEDS} || ':2'], stuck = CASE WHEN chosen.n / ${NEEDS} % 10 = 0 THEN 'waitsFor' END,
       last_helper_id = CASE WHEN chosen.n % 3 > 0 THEN $2::uuid END
     FROM chosen WHERE chosen.id = c.id`,
    [teamId, inbox.agentIds[0]],
  );
  await run(
    `INSERT INTO routing_decision (id, conversation_id, kind, agent_id, reasons, pick_up_by, at)
     SELECT gen_random_uuid(), id, CASE WHEN n % 50 = 0 THEN 'returned' ELSE 'placed' END, ($1::uuid[])[1 + n % 20], '[]',
       CASE WHEN n % 500 = 1 THEN $2::timestamptz + n * interval '1 second' END, $2::timestamptz - n * interval '1 minute'
     FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM conversation) c`,
    [inbox.agentIds, now],
  );
  await run(
    `INSERT INTO routing_release (conversation_id, agent_id, at)
     SELECT id, $1, $2 FROM (SELECT id FROM conversation ORDER BY id LIMIT 20000) c`,
    [inbox.agentIds[0], now],
  );
  await run(
    `INSERT INTO routing_shield (agent_id, contact_id, by_agent_id, at)
     SELECT $1, id, $1, $2 FROM (SELECT id FROM contact ORDER BY id LIMIT 20000) c`,
    [inbox.agentIds[0], now],
  );
  for (const table of GROWN) await run(`VACUUM ANALYZE ${table}`);
}

describe('placement with a hundred thousand conversations, five thousand of them waiting in one team', () => {
  beforeAll(async () => {
    app = await createTestApp({ modules: [RoutingModule] });
    await app.reset();
    await fill();
  }, 180_000);
  afterAll(() => app.close());

  const page = async () => {
    const rows = await app.database.query<{ id: string; contactId: string; at: Date }>(
      `SELECT id, contact_id AS "contactId", last_customer_message_at AS at FROM conversation
       WHERE team_id = $1 AND status = 'open' AND assignee_id IS NULL AND needs <> '{}' LIMIT 200`,
      [teamId],
    );
    return [rows.map((row) => row.id), rows.map((row) => row.contactId), rows.map((row) => row.at)] as const;
  };
  const later = () => new Date(app.clock.now().getTime() + 86_400_000);

  it.each<[string, string, () => unknown[] | Promise<readonly unknown[]>, { blocks: number; rows: number }]>([
    [
      'which teams have something waiting',
      TEAMS_WITH_WAITING,
      () => [inbox.teamIds],
      { blocks: 300, rows: 8 },
    ],
    ['what waits in a team, by line', LINES, () => [teamId], { blocks: 1_000, rows: NEEDS * 2 + 1 }],
    [
      'the oldest of every line',
      IN_LINE,
      () => [teamId, inLines(''), 10],
      { blocks: 6_000, rows: NEEDS * 10 },
    ],
    ['the oldest of one line', IN_LINE, () => [teamId, firstOf(inLines('')), 10], { blocks: 200, rows: 10 }],
    [
      'who of those who have just come is known',
      OF_KNOWN_CUSTOMERS,
      async () => [teamId, (await page())[0]],
      { blocks: 3_000, rows: 100 },
    ],
    ['what everybody has open', OPEN_WORK, () => [inbox.agentIds], { blocks: 4_000, rows: 10 }],
    [
      'when everybody was given something last',
      LAST_PLACED,
      () => [inbox.agentIds],
      { blocks: 200, rows: 20 },
    ],
    ['who must not get what', EXCLUSIONS, page, { blocks: 3_000, rows: 100 }],
    ['what was not opened in time', OVERDUE, () => [later(), 500], { blocks: 300, rows: 100 }],
    ['when the next goes back', NEXT_OVERDUE, () => [app.clock.now(), later()], { blocks: 100, rows: 1 }],
  ])('finds %s by an index', async (_what, sql, params, given) => {
    const plan = await explain(app, sql, await params());
    expect(plan.scanned.filter((table) => GROWN.has(table))).toEqual([]);
    expect(plan.blocks).toBeLessThan(given.blocks);
    expect(plan.rows).toBeGreaterThanOrEqual(given.rows);
  });

  const firstOf = (lines: string) => JSON.stringify((JSON.parse(lines) as unknown[]).slice(0, 1));
});
