import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { aGrownInbox, growTo } from '../../test/factories/many-conversations.ts';
import { explain } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { NEXT_STATEMENT, RUNNING_STATEMENT } from './reapply.repository.ts';
import { ReapplyService } from './reapply.service.ts';
import { SlaModule } from './sla.module.ts';

/** Two clocks run in each. */
const CONVERSATIONS = 50_000;
const CLOCKS = 2 * CONVERSATIONS;
const BATCH = 500;

let app: TestApp;
let agentId: string;

beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
  app.clock.set('2026-11-20T10:00:00Z');
  const inbox = await aGrownInbox(app);
  [agentId = ''] = inbox.agentIds;
  await growTo(app, inbox, CONVERSATIONS);
  const before = { id: randomUUID() };
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at)
     SELECT gen_random_uuid(), c.id, m.metric, 1, $1, 'Bisher', '{"timeZone": "Europe/Berlin", "weekly": null}', m.minutes,
       $2::timestamptz, 0, $2::timestamptz + m.minutes * interval '1 minute'
     FROM conversation c, (VALUES ('firstResponse', 60), ('resolution', 480)) m (metric, minutes)`,
    [before.id, app.clock.now()],
  );
  // Behind them lie those that are over.
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, met_at)
     SELECT gen_random_uuid(), c.id, 'nextResponse', n, $1, 'Bisher', '{}', 60, $2, 0, $2, $2
     FROM conversation c, generate_series(1, 4) n`,
    [before.id, app.clock.now()],
  );
  for (const table of ['conversation', 'contact', 'sla_target'])
    await app.database.query(`VACUUM ANALYZE ${table}`);
  await aPolicy(app, { name: 'Eilig', targets: { firstResponse: 15, resolution: 240 } });
}, 300_000);
afterAll(() => app.close());

describe('applying policies to a hundred thousand clocks', () => {
  it('looks for the next conversations and their clocks through indexes, wherever it has come to', async () => {
    const [middle] = await app.database.query<{ id: string }>(
      'SELECT id FROM conversation ORDER BY id OFFSET $1 LIMIT 1',
      [CONVERSATIONS / 2],
    );
    for (const reached of [null, middle?.id]) {
      const next = await explain(app, NEXT_STATEMENT, [reached, BATCH]);
      expect([next.scanned, next.rows]).toEqual([[], BATCH]);
      expect(next.blocks).toBeLessThan(BATCH * 6);
    }
    const ids = (
      await app.database.query<{ id: string }>('SELECT id FROM conversation ORDER BY id LIMIT $1', [BATCH])
    ).map(({ id }) => id);
    const running = await explain(app, RUNNING_STATEMENT, [ids]);
    expect(running.scanned.filter((table) => table !== 'sla_pause')).toEqual([]);
    expect(running.rows).toBe(2 * BATCH);
    expect(running.blocks).toBeLessThan(BATCH * 40);
  });

  it('shows before what would change without looking at all of them', async () => {
    const found = await app.get(ReapplyService).preview();
    expect(found).toMatchObject({ isComplete: false, changed: found.looked, wouldBreach: 0 });
    expect(found.looked).toBeGreaterThanOrEqual(20_000);
    expect(found.looked).toBeLessThan(20_000 + 2 * BATCH);
    expect(found.examples).toHaveLength(5);
  });

  it('changes them in batches that are as short in the middle as at the beginning', async () => {
    const reapply = app.get(ReapplyService);
    expect(await reapply.begin(agentId)).toMatchObject({ total: CLOCKS });
    const middle = CONVERSATIONS / 2;
    for (const offset of [0, middle]) {
      await app.database.query(
        `UPDATE sla_reapply SET reached = CASE WHEN $1 = 0 THEN NULL ELSE (
           SELECT id FROM conversation ORDER BY id OFFSET $1::int LIMIT 1) END`,
        [offset],
      );
      const workers = [1, 2].map(() => app.get(UnitOfWork).run((tx) => reapply.batch(tx)));
      expect(await Promise.all(workers)).toEqual([true, true]);
    }
    expect(await reapply.latest()).toMatchObject({ done: 8 * BATCH, changed: 8 * BATCH, finishedAt: null });
    const changed = await app.database.query(
      `SELECT count(*)::int AS count FROM sla_target WHERE policy_name = 'Eilig'`,
    );
    expect(changed).toEqual([{ count: 8 * BATCH }]);
  });
});
