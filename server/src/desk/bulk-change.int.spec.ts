import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { BulkChange, BulkChangeAnswer } from '@visavis/shared/api/hand-over';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { aConversation, aCustomerMessage, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { BulkUndoService } from './bulk-undo.service.ts';
import { DeskModule } from './desk.module.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let asJana: SignedInHeaders;
let asMehmet: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule] });
});
beforeEach(async () => {
  ({ jana, mehmet, asJana, asMehmet } = await twoColleagues(app));
});
afterAll(() => app.close());

const idsOf = (states: readonly { id: string }[]) => states.map(({ id }) => id);
const change = (ids: string[], wanted: BulkChange, headers = asJana) =>
  request(app.url).post('/api/conversations/bulk').set(headers).send({ ids, change: wanted });
const undo = (undoToken: string, headers = asJana) =>
  request(app.url).post('/api/conversations/bulk/undo').set(headers).send({ undoToken });
const stateOf = async (id: string) => (await app.get(ConversationsService).find(id))!;
const changed = async (ids: string[], wanted: BulkChange): Promise<BulkChangeAnswer> => {
  const answer = await change(ids, wanted);
  expect(answer.status).toBe(200);
  return answer.body as BulkChangeAnswer;
};

const LATER = '2026-11-21T09:00:00.000Z';

describe('many at once', () => {
  test.each<[string, BulkChange, (state: ConversationState) => unknown, unknown]>([
    ['are closed', { do: 'close' }, ({ status }) => status, 'closed'],
    ['are snoozed', { do: 'snooze', until: LATER }, ({ snoozedUntil }) => snoozedUntil?.toISOString(), LATER],
    [
      'are snoozed until the customer writes',
      { do: 'snooze', until: null },
      ({ status }) => status,
      'snoozed',
    ],
    ['are tagged', { do: 'tag', add: ['netz'], remove: ['alt'] }, ({ tags }) => tags, ['router', 'netz']],
    ['go to nobody', { do: 'assign', agentId: null }, ({ assigneeId }) => assigneeId, null],
  ])('%s, and back as they were', async (_, wanted, read, after) => {
    const before = await conversations(app, 3, { status: 'open', assigneeId: jana.id });
    await app.database.query(`UPDATE conversation SET tags = '{router,alt}'`);
    const { undoToken, changed: ids, refused } = await changed(idsOf(before), wanted);
    expect([ids.toSorted(), refused]).toEqual([idsOf(before).toSorted(), []]);
    for (const id of ids) expect(read(await stateOf(id))).toEqual(after);
    const back = await undo(undoToken);
    expect([back.body.restored.toSorted(), back.body.left]).toEqual([ids.toSorted(), []]);
    for (const id of ids)
      expect(await stateOf(id)).toMatchObject({
        status: 'open',
        assigneeId: jana.id,
        tags: ['router', 'alt'],
        snoozedUntil: null,
        closedAt: null,
      });
  });

  test('go to a colleague who may see them', async () => {
    const closed = await aTeam(app, { isClosed: true });
    await app.database.query(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [
      closed.id,
      jana.id,
    ]);
    asJana = await signIn(app, jana);
    const open = await aConversation(app);
    const hidden = await aConversation(app, { teamId: closed.id });
    const answer = await changed([open.id, hidden.id], { do: 'assign', agentId: mehmet.id });
    expect(answer).toMatchObject({ changed: [open.id], refused: [{ id: hidden.id, code: 'invalid' }] });
  });

  test('come back each with the status they had', async () => {
    const states = await Promise.all([
      aConversation(app, { status: 'waiting', replyCount: 1 }),
      aConversation(app, { status: 'snoozed', snoozedUntil: new Date(LATER) }),
      aConversation(app, { status: 'snoozed', snoozedUntil: null }),
      aConversation(app, { status: 'closed' }),
      aConversation(app, { status: 'new' }),
      aConversation(app, { status: 'open' }),
    ]);
    const { undoToken, changed: ids } = await changed(idsOf(states), { do: 'close' });
    expect(ids).toHaveLength(5);
    await undo(undoToken);
    const after = await Promise.all(states.map(({ id }) => stateOf(id)));
    expect(after.map(({ status, snoozedUntil }) => [status, snoozedUntil?.toISOString() ?? null])).toEqual([
      ['waiting', null],
      ['snoozed', LATER],
      ['snoozed', null],
      ['closed', null],
      ['new', null],
      ['open', null],
    ]);
  });

  test('come back put off at the customer’s wish where they were, and their clock stands still as it did', async () => {
    const conversation = await aConversation(app);
    const { id, channelId, teamId, replyCount } = conversation;
    const message = await aCustomerMessage(app, conversation);
    const turn = { ...message, channelId, teamId, replyCount, isFirst: true };
    await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
    app.clock.advance({ minutes: 10 });
    const { version } = await stateOf(id);
    const wish = { version, status: 'snoozed', snoozedUntil: LATER, isSnoozedForCustomer: true };
    await request(app.url).patch(`/api/conversations/${id}`).set(asJana).send(wish).expect(200);
    app.clock.advance({ minutes: 10 });
    const { undoToken } = await changed([id], { do: 'close' });
    app.clock.advance({ minutes: 1 });
    await undo(undoToken);
    expect((await stateOf(id)).snoozedUntil?.toISOString()).toBe(LATER);
    const clocks = await app.database.query(
      `SELECT turn, paused_at AS "pausedAt", deadline_at AS "deadlineAt" FROM sla_target
       WHERE metric = 'firstResponse' ORDER BY turn`,
    );
    // As if it had not been closed: since ten minutes after it came.
    expect(clocks).toEqual([
      {
        turn: 1,
        pausedAt: new Date('2026-11-20T10:10:00Z'),
        deadlineAt: new Date('2026-11-20T11:00:00Z'),
      },
    ]);
  });

  test('are closed with one reason for all that wait, and it stands with who decided it until that is undone', async () => {
    const waiting = await conversations(app, 2, { status: 'open' });
    const answered = await aConversation(app, { status: 'waiting', replyCount: 1 });
    for (const { id, channelId, teamId, replyCount } of waiting) {
      const turn = {
        ...(await aCustomerMessage(app, { id, channelId })),
        channelId,
        teamId,
        replyCount,
        isFirst: true,
      };
      await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
    }
    const noAnswerNeeded = { reason: 'duplicate', note: 'Steht im Aushang.' } as const;
    const { undoToken } = await changed(idsOf([...waiting, answered]), { do: 'close', noAnswerNeeded });
    const decided = () =>
      app.database.query(
        `SELECT conversation_id AS id, cancel_reason AS reason, no_answer_reason AS why, cancel_note AS note,
                cancelled_by AS by FROM sla_target WHERE metric = 'firstResponse' AND met_at IS NULL
         ORDER BY turn, conversation_id`,
      );
    const decision = { reason: 'noAnswerNeeded', why: 'duplicate', note: 'Steht im Aushang.', by: jana.id };
    const ids = idsOf(waiting).toSorted();
    expect(await decided()).toEqual(ids.map((id) => ({ id, ...decision })));
    await undo(undoToken);
    const running = { reason: null, why: null, note: null, by: null };
    expect(await decided()).toEqual(ids.map((id) => ({ id, ...running })));
  });

  test.each([
    ['a reason that is none', { reason: 'weil' }],
    ['a note without end', { reason: 'other', note: 'x'.repeat(501) }],
    ['no reason', {}],
    ['something else', 'courtesy'],
  ])('are not closed with %s', async (_, noAnswerNeeded) => {
    const { id } = await aConversation(app, { status: 'open' });
    const wanted = { do: 'close', noAnswerNeeded } as unknown as BulkChange;
    expect((await change([id], wanted)).status).toBe(400);
    expect((await stateOf(id)).status).toBe('open');
  });

  test('lose their clocks when they are closed, and have them again', async () => {
    const { id, channelId, teamId, replyCount } = await aConversation(app, { status: 'open' });
    const turn = await aCustomerMessage(app, { id, channelId });
    await app
      .get(UnitOfWork)
      .run((tx) =>
        app.get(SlaService).startClocks(tx, [{ ...turn, channelId, teamId, replyCount, isFirst: true }]),
      );
    const dueOf = async () =>
      (
        await app.database.query<{ at: Date | null }>(`SELECT due_at AS at FROM conversation WHERE id = $1`, [
          id,
        ])
      )[0]!.at;
    const due = await dueOf();
    expect(due).not.toBeNull();
    const { undoToken } = await changed([id], { do: 'close' });
    expect(await dueOf()).toBeNull();
    await undo(undoToken);
    expect(await dueOf()).toEqual(due);
  });

  test('that were set waiting without an answer are waited for again when they are put off, as one alone is', async () => {
    const [alone, many] = await conversations(app, 2, { status: 'open' });
    for (const { id, channelId, teamId, replyCount } of [alone!, many!]) {
      const message = await aCustomerMessage(app, { id, channelId });
      const turn = { ...message, channelId, teamId, replyCount, isFirst: true };
      await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
    }
    const patch = async ({ id }: { id: string }, body: object) => {
      const { version } = await stateOf(id);
      await request(app.url)
        .patch(`/api/conversations/${id}`)
        .set(asJana)
        .send({ version, ...body })
        .expect(200);
    };
    await patch(alone!, { status: 'waiting' });
    await patch(many!, { status: 'waiting' });
    const running = () =>
      app.database.query<{ id: string }>(
        `SELECT conversation_id AS id FROM sla_target WHERE met_at IS NULL AND cancelled_at IS NULL ORDER BY 1`,
      );
    expect(await running()).toEqual([]);
    await patch(alone!, { status: 'snoozed', snoozedUntil: LATER });
    const { undoToken } = await changed([many!.id], { do: 'snooze', until: LATER });
    expect((await running()).map(({ id }) => id)).toEqual(idsOf([alone!, many!]).toSorted());
    await undo(undoToken);
    expect((await running()).map(({ id }) => id)).toEqual([alone!.id]);
  });

  test('take a few statements for five hundred', async () => {
    const states = await conversations(app, 500, { status: 'open' });
    const asked = jest.spyOn(app.get(DataSource).logger, 'logQuery');
    const { changed: ids, undoToken } = await changed(idsOf(states), { do: 'close' });
    const forClosing = asked.mock.calls.length;
    await undo(undoToken);
    const forBoth = asked.mock.calls.length;
    asked.mockRestore();
    expect(ids).toHaveLength(500);
    // Whoever hears of it asks as well, at once or later: those are counted here or not.
    expect([forClosing < 120, forBoth < 240]).toEqual([true, true]);
  });
});

describe('never above permissions', () => {
  test('what a closed team keeps to itself does not exist for others', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const hidden = await aConversation(app, { teamId: closed.id, status: 'open' });
    const open = await aConversation(app, { status: 'open' });
    const missing = newId();
    const answer = await changed([hidden.id, open.id, missing], { do: 'close' });
    expect(answer.changed).toEqual([open.id]);
    expect(answer.refused).toEqual(
      expect.arrayContaining([
        { id: hidden.id, code: 'not-found' },
        { id: missing, code: 'not-found' },
      ]),
    );
    expect((await stateOf(hidden.id)).status).toBe('open');
  });

  test('a change is refused as a whole that no conversation could take', async () => {
    const { id } = await aConversation(app);
    const answers = [
      await change([id], { do: 'assign', agentId: newId() }),
      await change([id], { do: 'snooze', until: '2026-11-20T09:00:00.000Z' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [422, 'invalid'],
      [422, 'invalid'],
    ]);
    const malformed = await request(app.url)
      .post('/api/conversations/bulk')
      .set(asJana)
      .send({ ids: [id], change: { do: 'assign' } });
    expect(malformed.status).toBe(400);
  });
});

describe('taking it back', () => {
  test('leaves what something has happened to since', async () => {
    const [quiet, taken, noted, reopened] = await conversations(app, 4, { status: 'open' });
    const { undoToken } = await changed(idsOf([quiet!, taken!, noted!, reopened!]), { do: 'close' });
    await request(app.url).post(`/api/conversations/${taken!.id}/claim`).set(asMehmet);
    await request(app.url)
      .post(`/api/conversations/${noted!.id}/notes`)
      .set(asMehmet)
      .send({ text: 'Gut so.' });
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ConversationsService).setStatus(tx, [reopened!.id], 'customerMessage', null));
    const { body } = await undo(undoToken);
    expect(body.restored).toEqual([quiet!.id]);
    expect(body.left.toSorted()).toEqual([taken!.id, noted!.id, reopened!.id].toSorted());
    expect((await stateOf(taken!.id)).status).toBe('closed');
  });

  test('is for whoever did it, once, and for an hour', async () => {
    const { id } = await aConversation(app, { status: 'open' });
    const first = await changed([id], { do: 'close' });
    expect((await undo(first.undoToken, asMehmet)).body.error.code).toBe('undo-too-late');
    expect((await undo(first.undoToken)).status).toBe(200);
    expect((await undo(first.undoToken)).status).toBe(409);
    const second = await changed([id], { do: 'close' });
    app.clock.advance({ minutes: 61 });
    asJana = await signIn(app, jana);
    expect((await undo(second.undoToken)).status).toBe(409);
    await app.get(BulkUndoService).forgetOld();
    expect(await app.database.query(`SELECT id FROM bulk_change`)).toEqual([]);
  });

  test('of two at once takes it back one time', async () => {
    const { id } = await aConversation(app, { status: 'open' });
    const { undoToken } = await changed([id], { do: 'close' });
    const answers = await Promise.all([undo(undoToken), undo(undoToken), undo(undoToken)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });
});
