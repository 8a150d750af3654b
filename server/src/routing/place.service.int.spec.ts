import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aConversation, aContact, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { aSkill, giveSkill } from '../../test/factories/a-skill.ts';
import { aSettledAgent, type anAgent } from '../../test/factories/an-agent.ts';
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

const somebody = (given: Parameters<typeof anAgent>[1] = {}) => aSettledAgent(app, given);
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
    expect(decision?.reasons).toEqual([{ kind: 'leastLoad', load: 0 }]);
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
    ['not to be routed', { doNotRoute: true }],
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
    await untilSomebodyWaitsFor('%FOR UPDATE OF c%');
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
    const released = await conversations(app, 250);
    const next = await aConversation(app, { lastCustomerMessageAt: inMinutes(10) });
    await app.get(UnitOfWork).run((tx) =>
      app.get(ReleasesService).rememberAll(
        tx,
        released.map(({ id }) => ({ conversationId: id, agentId: jana.id })),
      ),
    );
    expect(await place(next.teamId)).toBe(1);
    expect(await assigneeOf(next.id)).toBe(jana.id);
  });

  test('gives nothing to somebody who goes away in the middle', async () => {
    const jana = await somebody();
    const mehmet = await somebody();
    await conversations(app, 3, { assigneeId: mehmet.id, status: 'open' });
    const waiting = await aConversation(app);
    const gone = aSignal();
    const letGo = aSignal();
    const goingAway = app.get(UnitOfWork).run(async (tx) => {
      await tx.query(`UPDATE agent SET availability = 'away' WHERE id = $1`, [jana.id]);
      gone.give();
      await letGo.given;
    });
    await gone.given;
    // Placement still reads that Jana is available, and stands in line for what the change holds.
    const placing = place(waiting.teamId);
    await untilSomebodyWaitsFor('%FOR SHARE%');
    letGo.give();
    await goingAway;
    expect(await placing).toBe(1);
    expect(await assigneeOf(waiting.id)).toBe(mehmet.id);
  });

  test('counts what everybody has open by the weight of their teams', async () => {
    const [one, two] = [await aTeam(app), await aTeam(app)];
    const teams = [one.id, two.id];
    const jana = await somebody({ teamIds: teams });
    const mehmet = await somebody({ teamIds: teams });
    await conversations(app, 1, { teamId: two.id, assigneeId: jana.id, status: 'open', kind: 'message' });
    await conversations(app, 2, { teamId: one.id, assigneeId: mehmet.id, status: 'open', kind: 'mention' });
    await app.database.query(`UPDATE team SET weights = '{"message": 3}' WHERE id = $1`, [two.id]);
    const waiting = await aConversation(app, { teamId: one.id });
    await place(one.id);
    expect(await assigneeOf(waiting.id)).toBe(mehmet.id);
    expect((await decisions())[0]?.considered).toEqual([
      { agentId: mehmet.id, load: 2, capacity: 8, rejected: null },
      { agentId: jana.id, load: 3, capacity: 8, rejected: 'behind' },
    ]);
  });
});

describe('what conversations ask for', () => {
  test('goes to whoever has the skill at the level and speaks the language', async () => {
    const skill = await aSkill(app);
    await somebody();
    const helpsOut = await somebody({ languages: ['de', 'tr'] });
    const expert = await somebody({ languages: ['de', 'tr'], capacity: 20 });
    const noTurkish = await somebody();
    await giveSkill(app, skill, { [helpsOut.id]: 1, [expert.id]: 2, [noTurkish.id]: 3 });
    await conversations(app, 5, { assigneeId: expert.id, status: 'open' });
    const waiting = await aConversation(app, { needs: ['language:tr', `skill:${skill}:2`] });
    expect(await place(waiting.teamId)).toBe(1);
    expect(await assigneeOf(waiting.id)).toBe(expert.id);
  });

  test('holds nobody up when nobody has it, and is told so once', async () => {
    const jana = await somebody();
    const skill = await aSkill(app);
    const stuck = await conversations(app, 700, { needs: [`skill:${skill}:1`] });
    const next = await aConversation(app, { lastCustomerMessageAt: inMinutes(10) });
    expect(await place(next.teamId)).toBe(1);
    expect(await assigneeOf(next.id)).toBe(jana.id);
    expect(await stuckOf(stuck)).toEqual({ nobodyHasSkill: 700 });
    const told = await app.get(ConversationsService).find(stuck[0]!.id);
    await place(next.teamId);
    expect(await app.get(ConversationsService).find(stuck[0]!.id)).toEqual(told);
    expect((await decisions()).filter(({ kind }) => kind === 'stuck')).toHaveLength(700);
  });

  test('goes on as soon as somebody learns it', async () => {
    const jana = await somebody({ availability: 'away' });
    const skill = await aSkill(app);
    const waiting = await aConversation(app, { needs: [`skill:${skill}:1`] });
    await place(waiting.teamId);
    expect(await stuckOf([waiting])).toEqual({ nobodyHasSkill: 1 });
    await giveSkill(app, skill, { [jana.id]: 2 });
    await place(waiting.teamId);
    expect(await stuckOf([waiting])).toEqual({ null: 1 });
  });

  test.each([
    ['nobodySpeaks', ['language:tr']],
    ['null', []],
  ])('is told %s while all are away', async (finding, needs) => {
    await somebody({ availability: 'away' });
    const waiting = await aConversation(app, { needs });
    await place(waiting.teamId);
    expect(await stuckOf([waiting])).toEqual({ [finding]: 1 });
  });

  test('is told that there is nobody in the team', async () => {
    const empty = await aTeam(app);
    const waiting = await aConversation(app, { teamId: empty.id });
    await place(empty.id);
    expect(await stuckOf([waiting])).toEqual({ nobodyInTeam: 1 });
  });

  test('is told when whoever could take it gave it back', async () => {
    const jana = await somebody();
    const waiting = await aConversation(app);
    await app.get(UnitOfWork).run((tx) => app.get(ReleasesService).remember(tx, waiting.id, jana.id));
    await place(waiting.teamId);
    expect(await stuckOf([waiting])).toEqual({ nobodyLeft: 1 });
  });
});

describe('the same face', () => {
  const back = (given: { lastHelperId: string }) => aConversation(app, { ...given, status: 'open' });

  test('is waited for while full, for as long as the team says, and then it is somebody else', async () => {
    const jana = await somebody({ capacity: 1 });
    const mehmet = await somebody();
    await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const waiting = await back({ lastHelperId: jana.id });
    expect(await place(waiting.teamId)).toBe(0);
    expect(await stuckOf([waiting])).toEqual({ waitsFor: 1 });
    app.clock.advance({ seconds: 30 * 60 - 1 });
    expect(await place(waiting.teamId)).toBe(0);
    app.clock.advance({ seconds: 1 });
    expect(await place(waiting.teamId)).toBe(1);
    expect(await assigneeOf(waiting.id)).toBe(mehmet.id);
    expect(await stuckOf([waiting])).toEqual({ null: 1 });
  });

  test('is taken when it is free again before that', async () => {
    const jana = await somebody({ capacity: 1 });
    await somebody();
    const other = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const waiting = await back({ lastHelperId: jana.id });
    await place(waiting.teamId);
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ConversationsService).setStatus(tx, [other.id], 'close', jana.id));
    await app.settle();
    expect(await assigneeOf(waiting.id)).toBe(jana.id);
  });

  test.each([
    ['is back in time', 20, true],
    ['is back too late', 40, false],
  ])('who is away and %s', async (_what, minutes, isWaitedFor) => {
    const jana = await somebody({ availability: 'away' });
    const mehmet = await somebody();
    await app.database.query(`UPDATE agent SET availability_returns_at = $2 WHERE id = $1`, [
      jana.id,
      inMinutes(minutes),
    ]);
    const waiting = await back({ lastHelperId: jana.id });
    await place(waiting.teamId);
    expect(await assigneeOf(waiting.id)).toBe(isWaitedFor ? null : mehmet.id);
  });

  test('is not waited for in a team that never does', async () => {
    const jana = await somebody({ availability: 'busy' });
    const mehmet = await somebody();
    const waiting = await back({ lastHelperId: jana.id });
    await app.database.query(`UPDATE team SET same_face_wait_minutes = 0`);
    await place(waiting.teamId);
    expect(await assigneeOf(waiting.id)).toBe(mehmet.id);
  });

  test('is given their own customers before those who wait a little longer, however long the line is', async () => {
    const jana = await somebody({ capacity: 2 });
    const kept = await conversations(app, 2, { assigneeId: jana.id, status: 'open' });
    await conversations(app, 150, { lastCustomerMessageAt: inMinutes(-20) });
    const returning = await back({ lastHelperId: jana.id });
    await app.get(PlaceService).place(returning.teamId, [returning.id]);
    expect(await stuckOf([returning])).toEqual({ waitsFor: 1 });
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ConversationsService).setStatus(tx, [kept[0]!.id], 'close', jana.id));
    await app.settle();
    expect(await assigneeOf(returning.id)).toBe(jana.id);
  });

  test('holds up nobody who stands behind', async () => {
    const jana = await somebody({ availability: 'busy' });
    const mehmet = await somebody();
    await conversations(app, 150, { lastHelperId: jana.id });
    const next = await aConversation(app, { lastCustomerMessageAt: inMinutes(5) });
    await place(next.teamId);
    expect(await assigneeOf(next.id)).toBe(mehmet.id);
  });
});

function aSignal(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

const inMinutes = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000);

/** Of these conversations, how many were found to be what. */
async function stuckOf(those: readonly { id: string }[]): Promise<Record<string, number>> {
  const rows = await app.database.query<{ stuck: string | null; count: number }>(
    `SELECT stuck, count(*)::int AS count FROM conversation WHERE id = ANY($1::uuid[]) GROUP BY 1`,
    [those.map(({ id }) => id)],
  );
  return Object.fromEntries(rows.map(({ stuck, count }) => [String(stuck), count]));
}

function decisions(): Promise<{ kind: string; considered: unknown }[]> {
  return app.database.query(`SELECT kind, considered FROM routing_decision ORDER BY at DESC, id DESC`);
}

async function untilSomebodyWaitsFor(query: string): Promise<void> {
  for (const until = Date.now() + 5_000; Date.now() < until;) {
    const rows = await app.database.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`,
      [query],
    );
    if (rows.length > 0) return;
  }
  throw new Error('Nobody waits for the row.');
}
