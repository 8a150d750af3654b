import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { eventually } from '../../test/eventually.ts';
import { DataSource } from 'typeorm';
import { explain } from '../../test/explain.ts';
import { aContact, aConversation, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { aGrownInbox, growTo } from '../../test/factories/many-conversations.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ManageAgentsService } from '../agents/manage-agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Database } from '../platform/database/database.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { AbsentPeopleService } from './absent-people.service.ts';
import { DeskModule } from './desk.module.ts';
import { HandOverCardsService } from './hand-over-cards.service.ts';

let app: TestApp;
let jana: AgentRecord;
let lena: AgentRecord;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule] });
});
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  jana = await anAgent(app, { displayName: 'Jana Krüger' });
  // There, and not given anything by placement: what goes to the team stays with nobody.
  lena = await anAgent(app, { displayName: 'Lena Hofmann', availability: 'busy' });
  await app.settle();
});
afterAll(() => app.close());

interface Going {
  to?: 'away' | 'off';
  reason?: string | null;
  returnsAt?: string | null;
}

/** As the availability of somebody changes, with the fact about it. */
async function goes(person: AgentRecord, { to = 'away', reason = null, returnsAt = null }: Going = {}) {
  await app.get(UnitOfWork).run(async (tx) => {
    await tx.query(
      `UPDATE agent SET availability = $2, availability_since = $3, availability_reason = $4,
         availability_returns_at = $5 WHERE id = $1`,
      [person.id, to, app.clock.now(), reason, returnsAt],
    );
    tx.emit({
      type: 'agent.availabilityChanged',
      agentId: person.id,
      teamIds: person.teams.map(({ id }) => id),
      before: 'available',
      after: to,
    });
  });
  await app.settle();
}
const comesBack = (person: AgentRecord, tx: Pick<Tx, 'query'> | Database = app.database) =>
  tx.query(`UPDATE agent SET availability = 'available', availability_since = $2 WHERE id = $1`, [
    person.id,
    app.clock.now(),
  ]);
const absence = (person: AgentRecord, standIn: AgentRecord | null) =>
  app.database.query(
    `INSERT INTO absence (id, agent_id, kind, starts_at, ends_at, stand_in_agent_id, planned_at)
     VALUES ($1, $2, 'leave', '2026-11-20T00:00:00Z', '2026-11-27T00:00:00Z', $3, now())`,
    [newId(), person.id, standIn?.id ?? null],
  );
const sweep = () => app.get(AbsentPeopleService).handOver();
const steps = () => app.get(ConversationsService);
const run = (work: (tx: Tx) => Promise<unknown>) => app.get(UnitOfWork).run(work);
const assigneeOf = async (id: string) => (await steps().find(id))?.assigneeId;
const cardsOf = async (id: string) =>
  (await app.get(HandOverCardsService).ofConversations([id])).get(id) ?? [];
const theirs = (given: object = {}) => aConversation(app, { assigneeId: jana.id, status: 'open', ...given });

describe('somebody who goes', () => {
  test('away without a return hands over what is our turn, with a card of facts', async () => {
    const { contactId } = await aContact(app, { name: 'Svenja Albers' });
    const { id } = await theirs({ contactId, lastHelperId: jana.id, replyCount: 2 });
    await goes(jana);
    expect(await assigneeOf(id)).toBeNull();
    expect(await cardsOf(id)).toMatchObject([
      {
        from: { id: jana.id },
        to: null,
        cause: 'away',
        isAnnounced: true,
        note: 'Svenja Albers hat geschrieben. Wartet seit 20. November um 11:00. 2 Antworten bisher, zuletzt von Jana Krüger.',
      },
    ]);
  });

  test('for lunch and says when they are back keeps theirs, until that takes too long for the team', async () => {
    const { id } = await theirs();
    await goes(jana, { reason: 'break', returnsAt: '2026-11-20T10:30:00Z' });
    expect(await assigneeOf(id)).toBe(jana.id);
    await goes(jana, { reason: 'break', returnsAt: '2026-11-20T10:31:00Z' });
    expect(await assigneeOf(id)).toBeNull();
  });

  test('keeps nothing where the team never waits for anybody', async () => {
    const { id, teamId } = await theirs();
    await app.database.query(`UPDATE team SET same_face_wait_minutes = 0 WHERE id = $1`, [teamId]);
    await goes(jana, { returnsAt: '2026-11-20T10:05:00Z' });
    expect(await assigneeOf(id)).toBeNull();
  });

  test('and does not come back as said loses theirs with the sweep', async () => {
    const { id } = await theirs();
    await goes(jana, { returnsAt: '2026-11-20T10:20:00Z' });
    app.clock.advance({ minutes: 21 });
    await sweep();
    // Whether they are back is noticed within the minute.
    expect(await assigneeOf(id)).toBe(jana.id);
    app.clock.advance({ minutes: 1 });
    await sweep();
    expect(await assigneeOf(id)).toBeNull();
  });

  test('at the end of a shift says so on the card; what waits for the customer stays theirs', async () => {
    const open = await theirs();
    const waiting = await theirs({ status: 'waiting' });
    const snoozed = await theirs({ status: 'snoozed' });
    const spam = await theirs({ isSpam: true });
    await goes(jana, { to: 'off', reason: 'endOfShift' });
    expect((await cardsOf(open.id))[0]).toMatchObject({ cause: 'shiftEnd', isAnnounced: false });
    for (const { id } of [waiting, snoozed, spam]) expect(await assigneeOf(id)).toBe(jana.id);
  });

  test('whose next shift begins soon keeps theirs', async () => {
    const { id, teamId } = await theirs();
    await app.database.query(
      `INSERT INTO shift (id, agent_id, team_id, starts_at, ends_at, planned_at)
       VALUES ($1, $2, $3, '2026-11-20T10:15:00Z', '2026-11-20T18:00:00Z', now())`,
      [newId(), jana.id, teamId],
    );
    await goes(jana, { to: 'off', reason: 'endOfShift' });
    expect(await assigneeOf(id)).toBe(jana.id);
  });

  test('is busy and keeps theirs', async () => {
    const { id } = await aConversation(app, { assigneeId: lena.id, status: 'open' });
    await app.get(AbsentPeopleService).handOver();
    expect(await assigneeOf(id)).toBe(lena.id);
  });
});

describe('on leave', () => {
  test('a stand-in gets it', async () => {
    const { id } = await theirs();
    await absence(jana, lena);
    await goes(jana, { reason: 'leave', returnsAt: '2026-11-27T00:00:00Z' });
    expect(await assigneeOf(id)).toBe(lena.id);
    expect((await cardsOf(id))[0]).toMatchObject({ to: { id: lena.id }, cause: 'leave' });
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'who must not see it',
      async () => {
        await app.database.query(`UPDATE team SET is_closed = true`);
        await app.database.query(`DELETE FROM team_member WHERE agent_id = $1`, [lena.id]);
      },
    ],
    [
      'who is away as well',
      () => app.database.query(`UPDATE agent SET availability = 'away' WHERE id = $1`, [lena.id]),
    ],
    [
      'who has left',
      () => app.database.query(`UPDATE agent SET deactivated_at = now() WHERE id = $1`, [lena.id]),
    ],
    [
      'who is shielded from the customer',
      () =>
        app.database.query(
          `INSERT INTO routing_shield (agent_id, contact_id, by_agent_id, reason, at)
           SELECT $1, contact_id, $1, '', now() FROM conversation`,
          [lena.id],
        ),
    ],
  ])('a stand-in %s does not; the team does', async (_, spoil) => {
    const { id } = await theirs();
    await absence(jana, lena);
    await spoil();
    await goes(jana, { reason: 'leave', returnsAt: '2026-11-27T00:00:00Z' });
    expect(await assigneeOf(id)).toBeNull();
    expect(await cardsOf(id)).toHaveLength(1);
  });
});

test('a customer who writes to somebody who has gone reaches the team', async () => {
  const { id, channelId } = await theirs({ status: 'waiting' });
  await goes(jana);
  expect(await assigneeOf(id)).toBe(jana.id);
  await run(async (tx) => {
    await steps().setStatus(tx, [id], 'customerMessage', null);
    tx.emit({ type: 'message.received', conversationId: id, messageId: id, channelId, isCustomer: true });
  });
  await app.settle();
  expect(await assigneeOf(id)).toBeNull();
  expect(await cardsOf(id)).toHaveLength(1);
});

describe('what is given by hand to somebody absent', () => {
  test('stays, because somebody decided so; what a rule gave does not', async () => {
    const [byHand, byRule] = await conversations(app, 2, { status: 'open' });
    await goes(jana);
    app.clock.advance({ seconds: 1 });
    await run(async (tx) => {
      await steps().assign(tx, [{ conversationId: byHand!.id, agentId: jana.id }], lena.id);
      await steps().assign(tx, [{ conversationId: byRule!.id, agentId: jana.id }], null);
    });
    await sweep();
    expect(await assigneeOf(byHand!.id)).toBe(jana.id);
    expect(await assigneeOf(byRule!.id)).toBeNull();
  });

  test('goes when they were there and went again', async () => {
    const { id } = await aConversation(app, { status: 'open' });
    await goes(jana);
    app.clock.advance({ seconds: 1 });
    await run((tx) => steps().assign(tx, [{ conversationId: id, agentId: jana.id }], lena.id));
    await comesBack(jana);
    app.clock.advance({ seconds: 1 });
    await goes(jana);
    expect(await assigneeOf(id)).toBeNull();
  });
});

describe('at once', () => {
  test('two processes hand it over one time', async () => {
    const kept = await conversations(app, 30, { assigneeId: jana.id, status: 'open' });
    await app.database.query(`UPDATE agent SET availability = 'away' WHERE id = $1`, [jana.id]);
    const absent = app.get(AbsentPeopleService);
    const counts = await Promise.all([absent.handOver(), absent.handOver(), absent.handOver()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(30);
    for (const { id } of kept) expect(await cardsOf(id)).toHaveLength(1);
  });

  test('whoever comes back in the middle keeps theirs', async () => {
    const { id } = await theirs();
    await app.database.query(`UPDATE agent SET availability = 'away' WHERE id = $1`, [jana.id]);
    let begin = () => {};
    const locked = new Promise<void>((resolve) => (begin = resolve));
    const swept = locked.then(sweep);
    await run(async (tx) => {
      await steps().lock(tx, [id]);
      await comesBack(jana, tx);
      begin();
      // The sweep still finds them away, and then waits for this transaction.
      await eventually(async () => {
        const waiting = await tx.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        expect(waiting).toHaveLength(1);
      }, 5_000);
    });
    expect(await swept).toBe(0);
    expect([await assigneeOf(id), await cardsOf(id)]).toEqual([jana.id, []]);
  });

  test('a sweep over hundreds takes a few statements, not one for each', async () => {
    await conversations(app, 400, { assigneeId: jana.id, status: 'open' });
    await app.database.query(`UPDATE agent SET availability = 'away' WHERE id = $1`, [jana.id]);
    const asked = jest.spyOn(app.get(DataSource).logger, 'logQuery');
    expect(await sweep()).toBe(400);
    // Whoever hears of it asks as well, at once or later: those are counted here or not.
    expect(asked.mock.calls.length).toBeLessThan(100);
    asked.mockRestore();
  });
});

describe('leavers', () => {
  test('hand over everything that is not closed, with a card', async () => {
    const waiting = await theirs({ status: 'waiting', lastHelperId: jana.id });
    const closed = await theirs({ status: 'closed' });
    await app.get(ManageAgentsService).update(jana.id, { deactivated: true });
    await app.settle();
    expect((await cardsOf(waiting.id))[0]).toMatchObject({ cause: 'left', from: { id: jana.id }, to: null });
    expect(await assigneeOf(closed.id)).toBe(jana.id);
  });

  test('leave it to who was chosen, and to the team what that person must not see', async () => {
    const closed = await aTeam(app, { isClosed: true });
    await app.database.query(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [
      closed.id,
      jana.id,
    ]);
    const ours = await theirs({ lastHelperId: jana.id });
    const waiting = await theirs({ status: 'waiting' });
    const hidden = await theirs({ teamId: closed.id });
    const boss = await anAgent(app, { role: 'admin' });
    await app.get(ManageAgentsService).update(jana.id, { deactivated: true, workTo: lena.id }, boss.id);
    await app.settle();
    const given = { cause: 'left', from: { id: jana.id }, to: { id: lena.id } };
    expect(await cardsOf(ours.id)).toMatchObject([{ ...given, isAnnounced: true }]);
    expect(await cardsOf(waiting.id)).toMatchObject([given]);
    expect(await cardsOf(hidden.id)).toMatchObject([{ cause: 'left', to: null }]);
    const decided = await app.database.query<{ to: string | null; by: string | null }>(
      `SELECT to_agent_id AS to, by_agent_id AS by FROM hand_over`,
    );
    expect(decided).toHaveLength(3);
    for (const { to, by } of decided) expect(by).toBe(to === null ? null : boss.id);
  });

  test('leave to the team what the chosen person is shielded from', async () => {
    const boss = await anAgent(app, { role: 'admin', availability: 'off' });
    const { id, contactId } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const other = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await app.database.query(
      `INSERT INTO routing_shield (agent_id, contact_id, by_agent_id, at) VALUES ($1, $2, $1, now())`,
      [lena.id, contactId],
    );
    await app.get(ManageAgentsService).update(jana.id, { deactivated: true, workTo: lena.id }, boss.id);
    await app.settle();
    expect((await cardsOf(id))[0]).toMatchObject({ to: null, cause: 'left' });
    expect((await cardsOf(other.id))[0]).toMatchObject({ to: { id: lena.id }, cause: 'left' });
  });

  test('who must not leave, or leave it to nobody who is here, hand over nothing', async () => {
    const manage = app.get(ManageAgentsService);
    const admin = await anAgent(app, { role: 'admin' });
    await manage.update(lena.id, { deactivated: true });
    const { id } = await theirs({ assigneeId: admin.id });
    const leave = (workTo: string) => manage.update(admin.id, { deactivated: true, workTo }, admin.id);
    await expect(leave(jana.id)).rejects.toMatchObject({ details: { reason: 'last-admin' } });
    await anAgent(app, { role: 'admin' });
    for (const workTo of [lena.id, admin.id, newId()])
      await expect(leave(workTo)).rejects.toMatchObject({ code: 'invalid' });
    await app.settle();
    expect([await assigneeOf(id), await cardsOf(id)]).toEqual([admin.id, []]);
  });

  test('of a team hand over what they must not see any more', async () => {
    const closed = await aTeam(app, { isClosed: true });
    await app.database.query(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [
      closed.id,
      jana.id,
    ]);
    const kept = await theirs();
    const hidden = await theirs({ teamId: closed.id });
    await app.get(ManageAgentsService).update(jana.id, { teamIds: [kept.teamId] });
    await app.settle();
    expect(await assigneeOf(kept.id)).toBe(jana.id);
    expect((await cardsOf(hidden.id))[0]).toMatchObject({ cause: 'left' });
  });
});

test('every hand-over is a fact', async () => {
  const { id } = await theirs();
  await goes(jana);
  const rows = await app.database.query<{ event: DomainEvent }>(
    `SELECT payload AS event FROM domain_event WHERE type = 'conversation.handedOver'`,
  );
  expect(rows.map(({ event }) => event)).toMatchObject([
    { conversationId: id, from: jana.id, to: null, cause: 'away' },
  ]);
});

test('the sweep reads what absent people have, not the whole inbox', async () => {
  const inbox = await aGrownInbox(app);
  await growTo(app, inbox, 20_000);
  await app.database.query(`UPDATE agent SET availability = 'away' WHERE id = ANY($1::uuid[])`, [
    inbox.agentIds.slice(0, 3),
  ]);
  await app.database.query(`ANALYZE agent`);
  const plan = await explain(
    app,
    `SELECT c.id FROM agent a JOIN conversation c ON c.assignee_id = a.id
     WHERE a.availability IN ('away', 'off') AND c.closed_at IS NULL AND c.status IN ('new', 'open') AND NOT c.is_spam
       AND c.id > $1 ORDER BY c.id LIMIT 500`,
    ['00000000-0000-0000-0000-000000000000'],
  );
  expect(plan.scanned).not.toContain('conversation');
});
