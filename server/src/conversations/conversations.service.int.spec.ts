import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import type { ConversationState } from './conversation.types.ts';
import { ConversationsModule } from './conversations.module.ts';
import { ConversationsService } from './conversations.service.ts';

let app: TestApp;
let jana: AgentRecord;
let conversation: TestConversation;

beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule, ConversationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app);
  conversation = await anArrivedConversation(app);
  await app.database.query('DELETE FROM conversation_event');
  await app.database.query('DELETE FROM domain_event');
});

const steps = () => app.get(ConversationsService);
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);
const now = async (): Promise<ConversationState> => (await steps().find(conversation.id))!;
const lines = () =>
  app.database.query(`SELECT type, actor_agent_id AS actor, data FROM conversation_event ORDER BY at, id`);
const facts = async () =>
  (
    await app.database.query<{ type: string; payload: object }>(
      'SELECT type, payload FROM domain_event ORDER BY id',
    )
  ).map(({ type, payload }) => ({ ...payload, type }));

describe('a step', () => {
  it('assigns, says so in a line and in a fact that knows who had it before', async () => {
    const mehmet = await anAgent(app);
    await app.database.query('DELETE FROM domain_event');
    await run((tx) => steps().assign(tx, [{ conversationId: conversation.id, agentId: jana.id }], null));
    await run((tx) => steps().assign(tx, [{ conversationId: conversation.id, agentId: mehmet.id }], jana.id));
    await run((tx) => steps().assign(tx, [{ conversationId: conversation.id, agentId: null }], mehmet.id));
    expect(await now()).toMatchObject({
      assigneeId: null,
      assignedAt: null,
      version: conversation.version + 3,
      sequence: 1,
    });
    expect(await lines()).toEqual([
      { type: 'assigned', actor: null, data: { agentId: jana.id, before: null } },
      { type: 'assigned', actor: jana.id, data: { agentId: mehmet.id, before: jana.id } },
      { type: 'released', actor: mehmet.id, data: { agentId: mehmet.id } },
    ]);
    expect((await facts()).map((fact) => ('after' in fact ? [fact.type, fact.after] : fact))).toEqual([
      ['conversation.assigned', jana.id],
      ['conversation.assigned', mehmet.id],
      ['conversation.assigned', null],
    ]);
  });

  it.each([
    ['assign', (tx: Tx) => steps().assign(tx, [{ conversationId: conversation.id, agentId: null }], null)],
    ['setStatus', (tx: Tx) => steps().setStatus(tx, [conversation.id], 'wake', null)],
    ['setTeam', (tx: Tx) => steps().setTeam(tx, [conversation.id], conversation.teamId, null)],
    ['setPriority', (tx: Tx) => steps().setPriority(tx, [conversation.id], 'normal', null)],
    ['setTags', (tx: Tx) => steps().setTags(tx, [{ conversationId: conversation.id, tags: [] }], null)],
    ['setSpam', (tx: Tx) => steps().setSpam(tx, [conversation.id], false, null)],
  ])('%s leaves alone what is so already', async (_name, step) => {
    await run<unknown>(step);
    expect(await now()).toMatchObject({ version: conversation.version });
    expect([await lines(), await facts()]).toEqual([[], []]);
  });

  it('closes, reopens and remembers when it was closed', async () => {
    await run((tx) => steps().setStatus(tx, [conversation.id], 'close', jana.id));
    expect(await now()).toMatchObject({ status: 'closed', closedAt: app.clock.now() });
    await run((tx) => steps().setStatus(tx, [conversation.id], 'reopen', jana.id));
    expect(await now()).toMatchObject({ status: 'open', closedAt: null });
    expect((await facts()).map((fact) => fact.type)).toEqual([
      'conversation.statusChanged',
      'conversation.statusChanged',
      'conversation.reopened',
    ]);
    expect((await lines()).map((line) => (line as { type: string }).type)).toEqual([
      'statusChanged',
      'reopened',
    ]);
  });

  it('snoozes until an instant, moves it, and wakes', async () => {
    const [monday, tuesday] = ['2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z'].map((text) => new Date(text));
    await run((tx) => steps().snooze(tx, [conversation.id], { until: monday! }, jana.id));
    await run((tx) => steps().snooze(tx, [conversation.id], { until: tuesday! }, jana.id));
    expect(await now()).toMatchObject({ status: 'snoozed', snoozedUntil: tuesday });
    await run((tx) => steps().setStatus(tx, [conversation.id], 'wake', null));
    expect(await now()).toMatchObject({ status: 'new', snoozedUntil: null });
    expect((await lines()).map((line) => (line as { type: string }).type)).toEqual([
      'snoozed',
      'snoozed',
      'woken',
    ]);
  });

  it('moves to another team and says where it was', async () => {
    const team = await aTeam(app);
    await app.database.query('DELETE FROM domain_event');
    await run((tx) => steps().setTeam(tx, [conversation.id], team.id, jana.id));
    expect((await now()).teamId).toBe(team.id);
    expect(await facts()).toEqual([
      {
        type: 'conversation.changed',
        conversationId: conversation.id,
        teamId: team.id,
        beforeTeamId: conversation.teamId,
      },
    ]);
  });

  it('keeps tags as they were given, each once', async () => {
    const tags = ['Störung', `it's "odd", {really}`, 'Störung'];
    await run((tx) => steps().setTags(tx, [{ conversationId: conversation.id, tags }], jana.id));
    expect((await now()).tags).toEqual(['Störung', `it's "odd", {really}`]);
    await run((tx) => steps().setTags(tx, [{ conversationId: conversation.id, tags: [] }], jana.id));
    expect((await now()).tags).toEqual([]);
  });

  it('is read by the first who opens it', async () => {
    expect(await run((tx) => steps().markRead(tx, conversation.id))).toBe(true);
    expect(await run((tx) => steps().markRead(tx, conversation.id))).toBe(false);
    expect(await now()).toMatchObject({ unread: false, version: conversation.version + 1 });
  });

  it('works on sets, and on what there is of them', async () => {
    const others = await Promise.all(
      [1, 2].map(() => anArrivedConversation(app, { channel: conversation.channel })),
    );
    const ids = [...others.map(({ id }) => id), conversation.id, newId()];
    expect(await run((tx) => steps().setStatus(tx, ids, 'close', jana.id))).toHaveLength(3);
    await run((tx) => steps().setPriority(tx, ids, 'urgent', jana.id));
    const rows = await app.database.query('SELECT DISTINCT status, priority FROM conversation');
    expect(rows).toEqual([{ status: 'closed', priority: 'urgent' }]);
  });

  it('waits for another that holds the same conversation, and sees what it did', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let hold = () => {};
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const first = run(async (tx) => {
      await steps().assign(tx, [{ conversationId: conversation.id, agentId: jana.id }], null);
      hold();
      await gate;
    });
    await held;
    const second = run(async (tx) => (await steps().lock(tx, [conversation.id]))[0]?.assigneeId);
    release();
    await first;
    expect(await second).toBe(jana.id);
    expect((await now()).assigneeId).toBe(jana.id);
  });
});
