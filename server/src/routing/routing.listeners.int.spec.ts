import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { aConversation, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
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

  describe('once', () => {
    /** Which placements a batch of facts leads to. */
    async function placements(facts: readonly DomainEvent[]): Promise<string[]> {
      const placed: string[] = [];
      const places = { place: async (teamId: string) => placed.push(teamId) } as unknown as PlaceService;
      await new RoutingListeners(places, app.get(WaitingService), app.get(AgentsService)).place(facts);
      return placed.toSorted();
    }

    test('per team by a storm of five hundred facts, and not for teams where nothing waits', async () => {
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
      const elsewhere = { conversationId: storm[0]!.id, teamId: quiet.id };
      expect(await placements([...facts, { type: 'conversation.changed', ...elsewhere }])).toEqual(
        [one.id, two.id].toSorted(),
      );
    });

    test('per team by a shift that begins for everybody, with skills, capacities and the team changed besides', async () => {
      const [one, two] = [await aTeam(app), await aTeam(app)];
      const people = [];
      for (let count = 0; count < 5; count += 1)
        people.push(await anAgent(app, { teamIds: [one.id, two.id] }));
      await app.settle();
      await conversations(app, 3, { teamId: one.id });
      await conversations(app, 3, { teamId: two.id });
      const change = { before: 'off' as const, after: 'available' as const, teamIds: [one.id, two.id] };
      expect(
        await placements([
          ...people.map(({ id }): DomainEvent => ({
            type: 'agent.availabilityChanged',
            agentId: id,
            ...change,
          })),
          ...people.map(({ id }): DomainEvent => ({ type: 'agent.changed', agentId: id })),
          { type: 'agent.scheduleChanged', agentIds: people.map(({ id }) => id) },
          { type: 'team.changed', teamId: one.id },
        ]),
      ).toEqual([one.id, two.id].toSorted());
    });

    test.each<[string, (agentId: string, teamId: string) => DomainEvent]>([
      [
        'somebody who goes away, for whom others may wait',
        (agentId, teamId) => ({
          type: 'agent.availabilityChanged',
          agentId,
          teamIds: [teamId],
          before: 'available',
          after: 'away',
        }),
      ],
      ['a skill or a capacity', (agentId) => ({ type: 'agent.changed', agentId })],
      ['a shift', (agentId) => ({ type: 'agent.scheduleChanged', agentIds: [agentId] })],
      ['how the team shares work out', (_agentId, teamId) => ({ type: 'team.changed', teamId })],
    ])('by %s', async (_what, fact) => {
      const jana = await anAgent(app, { availability: 'off' });
      const { teamId } = await aConversation(app);
      expect(await placements([fact(jana.id, teamId)])).toEqual([teamId]);
    });

    test('and not again by what it found out itself, nor by what is not to be routed', async () => {
      const { id, teamId } = await aConversation(app);
      const found: DomainEvent = {
        type: 'conversation.changed',
        conversationId: id,
        teamId,
        isStuckOnly: true,
      };
      expect(await placements([found])).toEqual([]);
      const other = await aTeam(app);
      const left = await aConversation(app, { teamId: other.id, doNotRoute: true });
      expect(
        await placements([{ type: 'conversation.opened', conversationId: left.id, teamId: other.id }]),
      ).toEqual([]);
    });
  });

  test('by a thousand posts in a second: ten people share them within one of each other, nobody idle', async () => {
    const team = await theDefaultTeam(app);
    for (let count = 0; count < 10; count += 1) await anAgent(app, { capacity: 100 });
    await app.settle();
    const other = await createTestApp({ modules: [RoutingModule], keepData: true });
    const arrive = async (into: TestApp) => {
      const posts = await conversations(app, 100, { teamId: team.id });
      const facts = posts.map(({ id, teamId }): DomainEvent => ({
        type: 'conversation.opened',
        conversationId: id,
        teamId,
      }));
      await into.get(RoutingListeners).place(facts);
    };
    const openOf = async () => {
      const rows = await app.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM conversation WHERE assignee_id IS NOT NULL GROUP BY assignee_id`,
      );
      return rows.map(({ count }) => count);
    };
    await Promise.all(Array.from({ length: 9 }, (_, batch) => arrive(batch % 2 === 0 ? app : other)));
    const shared = await openOf();
    expect(shared.reduce((sum, count) => sum + count, 0)).toBe(900);
    expect(Math.max(...shared) - Math.min(...shared)).toBeLessThanOrEqual(1);
    // Room for one more hundred: everybody is full then, and nobody over it.
    await Promise.all([arrive(app), arrive(other)]);
    await other.close();
    expect(await openOf()).toEqual(Array.from({ length: 10 }, () => 100));
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
