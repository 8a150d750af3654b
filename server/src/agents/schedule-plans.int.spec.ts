import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anAgent } from '../../test/factories/an-agent.ts';
import { explain, type Explained } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { Database } from '../platform/database/database.ts';
import { AgentsModule } from './agents.module.ts';
import { AgentsService } from './agents.service.ts';
import { AvailabilityRepository } from './availability.repository.ts';
import { ShiftsRepository } from './shifts.repository.ts';

const PEOPLE = 200;
const DAYS = 730;

let app: TestApp;
let agentIds: string[];

/** Two years of shifts of two hundred people, and a day off in every month. */
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
  const { id, teams } = await anAgent(app);
  const now = app.clock.now();
  await app.database.query(
    `INSERT INTO agent (id, email, role, display_name, public_name, mark, availability_since, availability_set_at, created_at)
     SELECT gen_random_uuid(), 'p' || n || '@brueckenfunk.example', 'agent', 'P ' || n, 'P', 'P' || n, $2, $2, $2
     FROM generate_series(1, $1::int) AS n`,
    [PEOPLE - 1, now],
  );
  await app.database.query(
    `INSERT INTO shift (id, agent_id, team_id, starts_at, ends_at, planned_at)
     SELECT gen_random_uuid(), a.id, $1, day, day + interval '8 hours', day - interval '30 days'
     FROM agent a CROSS JOIN generate_series($2::timestamptz - make_interval(days => $3::int - 30),
       $2::timestamptz + interval '30 days', interval '1 day') AS day`,
    [teams[0]!.id, now, DAYS],
  );
  await app.database.query(
    `INSERT INTO absence (id, agent_id, kind, starts_at, ends_at, planned_at)
     SELECT gen_random_uuid(), a.id, 'leave', day, day + interval '1 day', day
     FROM agent a CROSS JOIN generate_series($1::timestamptz - interval '700 days', $1::timestamptz, interval '30 days') AS day`,
    [now],
  );
  await app.database.query('ANALYZE agent, shift, absence');
  agentIds = (await app.get(AgentsService).list()).map((agent) => agent.id);
  expect(agentIds).toHaveLength(PEOPLE);
  expect(agentIds).toContain(id);
});
afterAll(() => app.close());

/** How the database answers what a repository asks. */
async function planOf(ask: (database: Database) => Promise<unknown>): Promise<Explained> {
  let asked: [string, readonly unknown[]] | null = null;
  const listening = {
    query: async (sql: string, params: readonly unknown[]) => {
      asked = [sql, params];
      return [];
    },
  } as unknown as Database;
  await ask(listening);
  const [sql, params] = asked!;
  return explain(app, sql, params);
}

test('the sweep of a minute reads a few shifts of each person and no history', async () => {
  const now = app.clock.now();
  const plan = await planOf((database) => new AvailabilityRepository(database).known(now, null, null));
  expect(plan.rows).toBe(PEOPLE);
  expect(plan.scanned).not.toContain('shift');
  expect(plan.scanned).not.toContain('absence');
  expect(plan.indexes).toEqual(expect.arrayContaining(['ix_shift_agent']));
});

test('the next boundary within a minute is found without history', async () => {
  const now = app.clock.now();
  const until = new Date(now.getTime() + 60_000);
  const plan = await planOf((database) => new AvailabilityRepository(database).nextBoundary(now, until));
  expect(plan.scanned).not.toContain('shift');
  expect(plan.scanned).not.toContain('absence');
});

test('a week of the plan reads a week of shifts', async () => {
  const span = { startsAt: app.clock.now(), endsAt: new Date(app.clock.now().getTime() + 7 * 86_400_000) };
  const plan = await planOf((database) => new ShiftsRepository(database).shiftsIn(span, null));
  expect(plan.rows).toBeGreaterThan(PEOPLE * 6);
  expect(plan.scanned).not.toContain('shift');
});

test('when people are expected back is read by person', async () => {
  const now = app.clock.now();
  const plan = await planOf((database) =>
    new ShiftsRepository(database).expectedBack(agentIds.slice(0, 20), now, 24, null),
  );
  expect(plan.scanned).not.toContain('shift');
});
