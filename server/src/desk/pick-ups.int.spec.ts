import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { DeskModule } from './desk.module.ts';
import { NotesService } from './notes.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { KeepPlacesService } from '../routing/keep-places.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);
const stateOf = (id: string) => app.get(ConversationsService).find(id);
const assigneeOf = async (id: string) => (await stateOf(id))?.assigneeId;
const keep = async () => {
  await app.get(KeepPlacesService).keep();
  await app.settle();
};
const as = ({ id, role, teams }: AgentRecord): SignedInAgent => ({
  agentId: id,
  role,
  teamIds: teams.map((team) => team.id),
  sessionId: 'a-session',
});

/** Jana has one that placement gave her, in a team that gives ten minutes; Mehmet could have taken it. */
async function given(): Promise<{ jana: AgentRecord; mehmet: AgentRecord; id: string }> {
  const jana = await anAgent(app);
  await app.database.query('UPDATE team SET pick_up_minutes = 10');
  const { id } = await aConversation(app);
  await keep();
  expect(await assigneeOf(id)).toBe(jana.id);
  const mehmet = await anAgent(app);
  await app.settle();
  return { jana, mehmet, id };
}

function decisions(): Promise<{ kind: string; agentId: string | null; pickedUpAt: Date | null }[]> {
  return app.database.query(
    `SELECT kind, agent_id AS "agentId", picked_up_at AS "pickedUpAt" FROM routing_decision ORDER BY at, id`,
  );
}

describe('an assignment that nobody opened', () => {
  test('goes back after the time the team gives, to somebody else, and it is kept that it did', async () => {
    const { jana, mehmet, id } = await given();
    app.clock.advance({ seconds: 599 });
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
    app.clock.advance({ seconds: 1 });
    await keep();
    expect(await assigneeOf(id)).toBe(mehmet.id);
    expect(await decisions()).toMatchObject([
      { kind: 'placed', agentId: jana.id, pickedUpAt: null },
      { kind: 'returned', agentId: jana.id },
      { kind: 'placed', agentId: mehmet.id },
    ]);
  });

  test('goes back within a second of that time, between two sweeps', async () => {
    const { jana, mehmet, id } = await given();
    for (let minute = 0; minute < 9; minute += 1) {
      app.clock.advance({ seconds: 61 });
      await app.settle();
    }
    expect(await assigneeOf(id)).toBe(jana.id);
    app.clock.advance({ seconds: 52 });
    await app.settle();
    expect(await assigneeOf(id)).toBe(mehmet.id);
  });

  test('stays with whoever opened it', async () => {
    const { jana, id } = await given();
    await app.get(NotesService).markRead(as(jana), id);
    const openedAt = app.clock.now();
    app.clock.advance({ seconds: 3600 });
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
    expect(await decisions()).toMatchObject([{ kind: 'placed', pickedUpAt: openedAt }]);
  });

  test('stays with whoever left a note in it', async () => {
    const { jana, id } = await given();
    await app.get(NotesService).add(as(jana), id, { text: 'Ich frage die Technik.' });
    app.clock.advance({ seconds: 3600 });
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
  });

  test('goes back although somebody else has looked at it', async () => {
    const { mehmet, id } = await given();
    await app.get(NotesService).markRead(as(mehmet), id);
    app.clock.advance({ seconds: 600 });
    await keep();
    expect(await assigneeOf(id)).toBe(mehmet.id);
  });

  test('stays when somebody gave it by hand, also to the same person', async () => {
    const { jana, mehmet, id } = await given();
    const giveTo = (agentId: string) =>
      run((tx) => app.get(ConversationsService).assign(tx, [{ conversationId: id, agentId }], mehmet.id));
    app.clock.advance({ seconds: 60 });
    await giveTo(mehmet.id);
    app.clock.advance({ seconds: 60 });
    await giveTo(jana.id);
    app.clock.advance({ seconds: 3600 });
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
  });

  test('stays while it is the customer’s turn', async () => {
    const { jana, id } = await given();
    await run((tx) => app.get(ConversationsService).setStatus(tx, [id], 'wait', jana.id));
    app.clock.advance({ seconds: 3600 });
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
  });

  test('waits when there is nobody else, and may come to the same person once the customer writes again', async () => {
    const { jana, mehmet, id } = await given();
    await app.database.query(`UPDATE agent SET deactivated_at = now() WHERE id = $1`, [mehmet.id]);
    app.clock.advance({ seconds: 600 });
    await keep();
    expect(await assigneeOf(id)).toBeNull();
    app.clock.advance({ seconds: 60 });
    await app.database.query('UPDATE conversation SET last_customer_message_at = $2 WHERE id = $1', [
      id,
      app.clock.now(),
    ]);
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
  });

  test('goes back once when two processes look at once', async () => {
    const { id } = await given();
    app.clock.advance({ seconds: 600 });
    const other = await createTestApp({ modules: [DeskModule], keepData: true, clock: app.clock });
    await Promise.all([keep(), other.get(KeepPlacesService).keep()]);
    await other.close();
    expect((await decisions()).filter(({ kind }) => kind === 'returned')).toHaveLength(1);
    expect(await assigneeOf(id)).not.toBeNull();
  });

  test('stays in a team that lets it lie', async () => {
    const jana = await anAgent(app);
    const { id } = await aConversation(app);
    await keep();
    await anAgent(app);
    app.clock.advance({ seconds: 100_000 });
    await keep();
    expect(await assigneeOf(id)).toBe(jana.id);
  });
});
