import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aConversation, aContact, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { PlaceService } from './place.service.ts';
import { ReleasesService } from './releases.service.ts';
import { RoutingModule } from './routing.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [RoutingModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

/** Whoever comes wakes placement; here only the test does. */
async function somebody(given: Parameters<typeof anAgent>[1] = {}): ReturnType<typeof anAgent> {
  const agent = await anAgent(app, given);
  await app.settle();
  return agent;
}

const place = (teamId: string) => app.get(PlaceService).place(teamId);
const assigneeOf = async (id: string) => (await app.get(ConversationsService).find(id))?.assigneeId;

async function openCounts(): Promise<Record<string, number>> {
  const rows = await app.database.query<{ id: string; count: number }>(
    `SELECT assignee_id AS id, count(*)::int AS count FROM conversation WHERE assignee_id IS NOT NULL GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
}

describe('place', () => {
  test('gives the longest wait to whoever has the fewest open, and keeps why', async () => {
    const team = await theDefaultTeam(app);
    const busy = await somebody();
    const free = await somebody();
    await conversations(app, 3, { assigneeId: busy.id, status: 'open' });
    const waiting = await aConversation(app);
    expect(await place(team.id)).toBe(1);
    expect(await assigneeOf(waiting.id)).toBe(free.id);
    const [decision] = await app.database.query<{ reasons: unknown }>(`SELECT reasons FROM routing_decision`);
    expect(decision?.reasons).toEqual([{ kind: 'fewestOpen', openCount: 0 }]);
  });

  test('passes over people who are busy, away, off, deactivated or of another team', async () => {
    const team = await theDefaultTeam(app);
    const other = await aTeam(app);
    for (const availability of ['busy', 'away', 'off'] as const) await somebody({ availability });
    await somebody({ teamIds: [other.id] });
    const gone = await somebody();
    await app.database.query(`UPDATE agent SET deactivated_at = now() WHERE id = $1`, [gone.id]);
    const waiting = await aConversation(app);
    expect(await place(team.id)).toBe(0);
    expect(await assigneeOf(waiting.id)).toBeNull();
  });

  test.each([
    ['spam', { isSpam: true }],
    ['history', { isHistory: true }],
    ['snoozed', { status: 'snoozed' }],
    ['waiting for the customer', { status: 'waiting' }],
    ['closed', { status: 'closed' }],
  ] as const)('leaves alone what is %s', async (_what, given) => {
    await somebody();
    const conversation = await aConversation(app, given);
    expect(await place(conversation.teamId)).toBe(0);
  });

  test('never goes above capacity; the rest goes on waiting, the longest wait was placed', async () => {
    const jana = await somebody({ capacity: 3 });
    const waiting = await conversations(app, 5, { status: 'open' });
    expect(await place(waiting[0]!.teamId)).toBe(3);
    const placed = await Promise.all(waiting.map(({ id }) => assigneeOf(id)));
    expect(placed).toEqual([jana.id, jana.id, jana.id, null, null]);
    expect(await place(waiting[0]!.teamId)).toBe(0);
  });

  test('brings a customer back to who helped them last, in whichever conversation', async () => {
    await somebody();
    const mehmet = await somebody();
    const { contactId } = await aContact(app);
    await aConversation(app, { contactId, status: 'closed', lastHelperId: mehmet.id });
    await conversations(app, 2, { assigneeId: mehmet.id, status: 'open' });
    const back = await aConversation(app, { contactId });
    await place(back.teamId);
    expect(await assigneeOf(back.id)).toBe(mehmet.id);
    const [decision] = await app.database.query<{ reasons: { kind: string }[] }>(
      `SELECT reasons FROM routing_decision`,
    );
    expect(decision?.reasons[0]?.kind).toBe('knowsCustomer');
  });

  test('does not overrule what somebody did by hand while it was choosing', async () => {
    const jana = await somebody();
    const mehmet = await somebody({ availability: 'busy' });
    const waiting = await aConversation(app);
    const taken = aSignal();
    const letGo = aSignal();
    const byHand = app.get(UnitOfWork).run(async (tx) => {
      const assignment = { conversationId: waiting.id, agentId: mehmet.id };
      await app.get(ConversationsService).assign(tx, [assignment], mehmet.id);
      taken.give();
      await letGo.given;
    });
    await taken.given;
    // Placement still sees it unassigned, and stands in line for the row that the hand holds.
    const placing = place(waiting.teamId);
    await untilSomebodyWaitsForTheRow();
    letGo.give();
    await byHand;
    expect(await placing).toBe(0);
    expect(await assigneeOf(waiting.id)).toBe(mehmet.id);
    expect(await openCounts()).not.toHaveProperty(jana.id);
  });

  test('fills ten people evenly from two processes at once, and nobody above capacity', async () => {
    const team = await theDefaultTeam(app);
    for (let count = 0; count < 10; count += 1) await somebody({ capacity: 40 });
    await conversations(app, 1_000, { status: 'new' });
    const other = await createTestApp({ modules: [RoutingModule], keepData: true });
    const placed = await Promise.all([
      place(team.id),
      other.get(PlaceService).place(team.id),
      place(team.id),
      other.get(PlaceService).place(team.id),
    ]);
    await other.close();
    expect(placed.reduce((sum, count) => sum + count, 0)).toBe(400);
    expect(Object.values(await openCounts())).toEqual(Array.from({ length: 10 }, () => 40));
  });

  test('shares what is less than the room fairly: nobody has more than one above anybody else', async () => {
    const team = await theDefaultTeam(app);
    for (let count = 0; count < 10; count += 1) await somebody({ capacity: 40 });
    await conversations(app, 123);
    await Promise.all([place(team.id), place(team.id)]);
    const counts = Object.values(await openCounts());
    expect(counts).toHaveLength(10);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  test('does not fill up from two teams who works in both', async () => {
    const [one, two] = [await aTeam(app), await aTeam(app)];
    const jana = await somebody({ teamIds: [one.id, two.id], capacity: 7 });
    await conversations(app, 50, { teamId: one.id });
    await conversations(app, 50, { teamId: two.id });
    await Promise.all([place(one.id), place(two.id), place(one.id), place(two.id)]);
    expect(await openCounts()).toEqual({ [jana.id]: 7 });
  });

  test('does not give back to who released it, but to somebody else', async () => {
    const jana = await somebody();
    const waiting = await aConversation(app);
    await app.get(UnitOfWork).run((tx) => app.get(ReleasesService).remember(tx, waiting.id, jana.id));
    expect(await place(waiting.teamId)).toBe(0);
    const mehmet = await somebody();
    expect(await assigneeOf(waiting.id)).toBe(mehmet.id);
  });

  test('is not held up by what cannot be placed at the head of the line', async () => {
    const jana = await somebody({ capacity: 1 });
    const [released, next] = await conversations(app, 2);
    await app.get(UnitOfWork).run((tx) => app.get(ReleasesService).remember(tx, released!.id, jana.id));
    expect(await place(released!.teamId)).toBe(1);
    expect(await assigneeOf(next!.id)).toBe(jana.id);
  });
});

describe('GET /api/conversations/:id/routing', () => {
  test('tells to whom and why', async () => {
    const jana = await somebody();
    const waiting = await aConversation(app);
    await place(waiting.teamId);
    const answer = await request(app.url)
      .get(`/api/conversations/${waiting.id}/routing`)
      .set(await signIn(app, jana));
    expect(answer.status).toBe(200);
    expect(answer.body.items).toEqual([
      {
        id: expect.any(String),
        agent: { id: jana.id, name: jana.displayName, avatarUrl: expect.stringContaining(jana.id) },
        reasons: [{ kind: 'onlyOneWithRoom' }],
        at: app.clock.now().toISOString(),
      },
    ]);
  });

  test('keeps what belongs to a closed team from others', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const conversation = await aConversation(app, { teamId: closed.id });
    const answer = await request(app.url)
      .get(`/api/conversations/${conversation.id}/routing`)
      .set(await signIn(app, await somebody()));
    expect(answer.status).toBe(404);
  });
});

function aSignal(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

async function untilSomebodyWaitsForTheRow(): Promise<void> {
  for (const until = Date.now() + 5_000; Date.now() < until;) {
    const rows = await app.database.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE OF c%'`,
    );
    if (rows.length > 0) return;
  }
  throw new Error('Nobody waits for the row.');
}
