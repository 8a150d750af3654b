import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { eventually } from '../../test/eventually.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { KeepTallyService } from './keep-tally.service.ts';
import { OpenTallyRepository } from './open-tally.repository.ts';
import { ReportsModule } from './reports.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const differences = () => app.get(UnitOfWork).run((tx) => app.get(OpenTallyRepository).differences(tx));
const fold = () => app.get(UnitOfWork).run((tx) => app.get(OpenTallyRepository).fold(tx));
const rows = async (): Promise<{ rows: number; n: number }> => {
  const [row] = await app.database.query<{ rows: number; n: number }>(
    'SELECT count(*)::int AS rows, coalesce(sum(n), 0)::int AS n FROM open_tally',
  );
  return row ?? { rows: 0, n: 0 };
};

/** What can happen to conversations, to any of them. */
const changes = [
  `UPDATE conversation SET status = 'open', closed_at = NULL WHERE id = $1`,
  `UPDATE conversation SET status = 'closed', closed_at = now() WHERE id = $1`,
  `UPDATE conversation SET status = 'waiting', closed_at = NULL WHERE id = $1`,
  `UPDATE conversation SET answer_due_at = now() WHERE id = $1`,
  `UPDATE conversation SET answer_due_at = NULL WHERE id = $1`,
  `UPDATE conversation SET is_spam = NOT is_spam WHERE id = $1`,
  `UPDATE conversation SET assignee_id = CASE WHEN assignee_id IS NULL THEN (SELECT id FROM agent LIMIT 1) END WHERE id = $1`,
  `UPDATE conversation SET team_id = (SELECT id FROM team ORDER BY md5(id::text || $1::uuid::text) LIMIT 1)`,
  `UPDATE conversation SET excerpt = excerpt || '.' WHERE id = $1`,
];

describe('the sums of what is open', () => {
  it('agree with the conversations after whatever happened to them', async () => {
    const teams = [await aTeam(app), await aTeam(app), await aTeam(app)];
    await anAgent(app, { teamIds: [teams[0]?.id ?? ''] });
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1)
      ids.push((await aConversation(app, { teamId: teams[count % 3]?.id ?? '', status: 'new' })).id);
    expect(await rows()).toMatchObject({ n: 12 });
    // A sequence that is the same in every run.
    for (let step = 0; step < 120; step += 1) {
      const id = ids[(step * 7) % ids.length];
      await app.database.query(changes[(step * 5) % changes.length] ?? '', [id]);
      if (step % 20 === 0) expect(await differences()).toBe(0);
    }
    expect(await differences()).toBe(0);
  });

  it('are not appended to by what changes none of them, nor by what is undone', async () => {
    const { id } = await aConversation(app, { status: 'new' });
    const before = await rows();
    await app.database.query(`UPDATE conversation SET excerpt = 'Neu', version = version + 1 WHERE id = $1`, [
      id,
    ]);
    await app
      .get(UnitOfWork)
      .run(async (tx) => {
        await tx.query(`UPDATE conversation SET is_spam = true WHERE id = $1`, [id]);
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await rows()).toEqual(before);
  });

  it('stay what they are when they are folded, by two at once too', async () => {
    const { id } = await aConversation(app, { status: 'new' });
    await app.database.query(
      `DO $$ BEGIN
         FOR i IN 1..600 LOOP
           UPDATE conversation SET assignee_id = NULL, is_spam = NOT is_spam WHERE id = '${id}';
         END LOOP;
       END $$`,
    );
    expect(await rows()).toMatchObject({ rows: 601, n: 1 });
    await Promise.all([fold(), fold()]);
    expect(await rows()).toEqual({ rows: 1, n: 1 });
    expect(await differences()).toBe(0);
  });

  it('are counted anew when they are wrong', async () => {
    await aConversation(app, { status: 'new' });
    await app.database.query('UPDATE open_tally SET n = n + 3');
    expect(await app.get(KeepTallyService).prove()).toBe(1);
    expect([await rows(), await app.get(KeepTallyService).prove()]).toEqual([{ rows: 1, n: 1 }, 0]);
  });

  it('are counted anew only once what is being folded is done', async () => {
    const { id } = await aConversation(app, { status: 'new' });
    await app.database.query(
      `DO $$ BEGIN
         FOR i IN 1..600 LOOP
           UPDATE conversation SET is_spam = NOT is_spam WHERE id = '${id}';
         END LOOP;
       END $$`,
    );
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let folded = (): void => {};
    const isFolded = new Promise<void>((resolve) => (folded = resolve));
    const folding = app.get(UnitOfWork).run(async (tx) => {
      await app.get(OpenTallyRepository).fold(tx);
      folded();
      await held;
    });
    await isFolded;
    const rebuilding = app.get(UnitOfWork).run((tx) => app.get(OpenTallyRepository).rebuild(tx));
    await eventually(async () => {
      const [row] = await app.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(row?.count).toBe(1);
    });
    release();
    await Promise.all([folding, rebuilding]);
    expect(await rows()).toEqual({ rows: 1, n: 1 });
  });
});
