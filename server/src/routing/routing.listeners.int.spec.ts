import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { aConversation, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsService } from '../agents/agents.service.ts';
import { ManageAgentsService } from '../agents/manage-agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { ClassifyService } from './classify.service.ts';
import type { PlaceService } from './place.service.ts';
import { RoutingListeners } from './routing.listeners.ts';
import { RoutingModule } from './routing.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [RoutingModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const steps = () => app.get(ConversationsService);
const run = (work: (tx: Tx) => Promise<unknown>) => app.get(UnitOfWork).run(work);
const stateOf = (id: string) => steps().find(id);

describe('placement is woken', () => {
  test('when a conversation is opened', async () => {
    const jana = await anAgent(app);
    await app.settle();
    const { id, teamId } = await aConversation(app);
    await run(async (tx) => tx.emit({ type: 'conversation.opened', conversationId: id, teamId }));
    await app.settle();
    expect((await stateOf(id))?.assigneeId).toBe(jana.id);
  });

  test('when somebody becomes available', async () => {
    const jana = await anAgent(app, { availability: 'away' });
    const { id } = await aConversation(app);
    await app.settle();
    expect((await stateOf(id))?.assigneeId).toBeNull();
    await app.get(ManageAgentsService).update(jana.id, { availability: 'available' });
    await app.settle();
    expect((await stateOf(id))?.assigneeId).toBe(jana.id);
  });

  test('when closing one makes room for another, also one of another team', async () => {
    const [one, two] = [await aTeam(app), await aTeam(app)];
    const jana = await anAgent(app, { capacity: 1, teamIds: [one.id, two.id] });
    const done = await aConversation(app, { teamId: one.id, assigneeId: jana.id, status: 'open' });
    const next = await aConversation(app, { teamId: two.id });
    await app.settle();
    expect((await stateOf(next.id))?.assigneeId).toBeNull();
    await run((tx) => steps().setStatus(tx, [done.id], 'close', jana.id));
    await app.settle();
    expect((await stateOf(next.id))?.assigneeId).toBe(jana.id);
  });

  test('when a customer writes in what nobody has', async () => {
    const { id } = await aConversation(app, { status: 'waiting' });
    const jana = await anAgent(app);
    await app.settle();
    await run((tx) => steps().setStatus(tx, [id], 'customerMessage', null));
    await app.settle();
    expect((await stateOf(id))?.assigneeId).toBe(jana.id);
  });

  test('when what was taken for spam is none', async () => {
    const jana = await anAgent(app);
    const { id } = await aConversation(app, { isSpam: true });
    await app.settle();
    await run((tx) => steps().setSpam(tx, [id], false, jana.id));
    await app.settle();
    expect((await stateOf(id))?.assigneeId).toBe(jana.id);
  });

  test('and leaves a conversation with who has it, also when they are away and the customer writes again', async () => {
    const jana = await anAgent(app, { availability: 'away' });
    await anAgent(app);
    const { id } = await aConversation(app, { assigneeId: jana.id, status: 'waiting' });
    await run((tx) => steps().setStatus(tx, [id], 'customerMessage', null));
    await app.settle();
    expect(await stateOf(id)).toMatchObject({ status: 'open', assigneeId: jana.id });
  });

  test('once per team by a storm of five hundred facts, and in vain for teams where nothing waits', async () => {
    const [one, two, quiet] = [await aTeam(app), await aTeam(app), await aTeam(app)];
    const storm = [
      ...(await conversations(app, 300, { teamId: one.id })),
      ...(await conversations(app, 200, { teamId: two.id })),
    ];
    const facts = storm.map(({ id, teamId }): DomainEvent => ({
      type: 'conversation.opened',
      conversationId: id,
      teamId,
    }));
    const placed: string[] = [];
    const places = { place: async (teamId: string) => placed.push(teamId) } as unknown as PlaceService;
    const listeners = new RoutingListeners(places, app.get(WaitingService), app.get(AgentsService));
    await listeners.place([
      ...facts,
      { type: 'conversation.changed', conversationId: storm[0]!.id, teamId: quiet.id },
    ]);
    expect(placed.toSorted()).toEqual([one.id, two.id].toSorted());
  });

  test('twice by the same facts without placing anything twice', async () => {
    await anAgent(app);
    await app.settle();
    const waiting = await conversations(app, 5);
    const facts = waiting.map(({ id, teamId }): DomainEvent => ({
      type: 'conversation.opened',
      conversationId: id,
      teamId,
    }));
    await Promise.all([app.get(RoutingListeners).place(facts), app.get(RoutingListeners).place(facts)]);
    const [row] = await app.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM routing_decision`,
    );
    expect(row?.count).toBe(5);
  });
});

describe('classify', () => {
  test.each([
    [1, 'high'],
    [2, 'high'],
    [3, 'normal'],
    [null, 'normal'],
  ] as const)('makes a new review of %p stars %s', async (rating, priority) => {
    const ref = await aConversation(app, { kind: 'review', rating });
    await run((tx) => app.get(ClassifyService).classify(tx, [ref]));
    expect((await stateOf(ref.id))?.priority).toBe(priority);
  });

  test('leaves the priority of a reopened one to whoever set it', async () => {
    const ref = await aConversation(app, { kind: 'review', rating: 1, status: 'open', priority: 'urgent' });
    await run((tx) => app.get(ClassifyService).classify(tx, [ref]));
    expect((await stateOf(ref.id))?.priority).toBe('urgent');
  });
});
