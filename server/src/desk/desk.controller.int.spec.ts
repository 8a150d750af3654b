import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aContact, aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ApiTokensService } from '../agents/api-tokens.service.ts';
import { ManageAgentsService } from '../agents/manage-agents.service.ts';
import { TeamsService } from '../agents/teams.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
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

const path = (id: string, verb = '') => `/api/conversations/${id}${verb === '' ? '' : `/${verb}`}`;
const post = (id: string, verb: string, body: object = {}, headers = asJana) =>
  request(app.url).post(path(id, verb)).set(headers).send(body);
const patch = (id: string, body: object, headers = asJana) =>
  request(app.url).patch(path(id)).set(headers).send(body);
const stateOf = async (id: string) => (await app.get(ConversationsService).find(id))!;
const eventsOf = (id: string) =>
  app.database.query<{ type: string; actor: string | null; data: Record<string, unknown> }>(
    `SELECT type, actor_agent_id AS actor, data FROM conversation_event WHERE conversation_id = $1 ORDER BY at, id`,
    [id],
  );

/** A clock of 60 minutes runs. */
async function aWaitingConversation(given: Parameters<typeof aConversation>[1] = {}) {
  const conversation = await aConversation(app, given);
  const turn = await aCustomerMessage(app, conversation);
  const { channelId, teamId, replyCount } = conversation;
  await app
    .get(UnitOfWork)
    .run((tx) =>
      app.get(SlaService).startClocks(tx, [{ ...turn, channelId, teamId, replyCount, isFirst: true }]),
    );
  return stateOf(conversation.id);
}

async function dueOf(id: string): Promise<Date | null> {
  const rows = await app.database.query<{ at: Date | null }>(
    `SELECT due_at AS at FROM conversation WHERE id = $1`,
    [id],
  );
  return rows[0]!.at;
}

describe('claim', () => {
  test('takes what nobody has, and once more changes nothing', async () => {
    const { id } = await aConversation(app);
    const first = await post(id, 'claim');
    expect([first.status, first.body.assigneeId]).toEqual([200, jana.id]);
    const again = await post(id, 'claim');
    expect([again.status, again.body.version]).toEqual([200, first.body.version]);
    expect(await eventsOf(id)).toEqual([
      { type: 'assigned', actor: jana.id, data: { agentId: jana.id, before: null } },
    ]);
  });

  test('of two at once one wins, and the other is told who', async () => {
    const { id } = await aConversation(app);
    const answers = await Promise.all([
      post(id, 'claim', {}, asJana),
      post(id, 'claim', {}, asMehmet),
      post(id, 'claim', {}, asJana),
      post(id, 'claim', {}, asMehmet),
    ]);
    const winner = (await stateOf(id)).assigneeId;
    const [won, lost] = winner === jana.id ? [jana, 1] : [mehmet, 0];
    expect(answers.map(({ status }) => status)).toEqual(
      [0, 1, 0, 1].map((who) => (who === lost ? 409 : 200)),
    );
    expect(answers[lost]!.body.error).toMatchObject({
      code: 'already-claimed',
      details: { agent: { id: winner, name: won.displayName, avatarUrl: expect.any(String) } },
    });
    expect(await eventsOf(id)).toHaveLength(1);
  });
});

test('forty people claiming at once are all answered', async () => {
  const { id } = await aConversation(app);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => post(id, 'claim', {}, index % 2 === 0 ? asJana : asMehmet)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(20);
});

describe('release', () => {
  test('gives it back, and placement passes over whoever did', async () => {
    await app.database.query(`UPDATE agent SET availability = 'available' WHERE id = $1`, [jana.id]);
    const { id } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    expect((await post(id, 'release')).body.assigneeId).toBeNull();
    await app.settle();
    expect((await stateOf(id)).assigneeId).toBeNull();
    const sabine = await anAgent(app);
    await app.settle();
    expect((await stateOf(id)).assigneeId).toBe(sabine.id);
  });

  test('is refused for what a colleague has', async () => {
    const { id } = await aConversation(app, { assigneeId: mehmet.id, status: 'open' });
    const answer = await post(id, 'release');
    expect([answer.status, answer.body.error.details.agent.id]).toEqual([409, mehmet.id]);
  });
});

describe('PATCH', () => {
  test('hands over with a note that the next person finds among their mentions', async () => {
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const answer = await patch(id, { version, assigneeId: mehmet.id, note: ' Router schon getauscht. ' });
    expect([answer.status, answer.body.assigneeId]).toEqual([200, mehmet.id]);
    const notes = await app.database.query(
      `SELECT m.type, m.visibility, m.text, m.agent_id AS author, n.agent_id AS mentioned
       FROM message m JOIN message_mention n ON n.message_id = m.id WHERE m.conversation_id = $1`,
      [id],
    );
    expect(notes).toEqual([
      {
        type: 'note',
        visibility: 'internal',
        text: 'Router schon getauscht.',
        author: jana.id,
        mentioned: mehmet.id,
      },
    ]);
  });

  test.each([
    ['status', { status: 'waiting' }],
    ['assignee', { assigneeId: null }],
    ['snooze', { snoozedUntil: '2026-11-21T08:00:00Z' }],
  ])('conflicts when a colleague changed the %s meanwhile, and says how it stands', async (_what, theirs) => {
    const { id, version } = await aConversation(app, { assigneeId: mehmet.id, status: 'open' });
    const first = await patch(id, { version, ...theirs }, asMehmet);
    const second = await patch(id, { version, priority: 'high' });
    expect([second.status, second.body.error.code]).toEqual([409, 'version-conflict']);
    expect(second.body.error.details).toMatchObject({
      version: first.body.version,
      status: first.body.status,
      assigneeId: first.body.assigneeId,
      snoozedUntil: first.body.snoozedUntil,
    });
    expect((await stateOf(id)).priority).toBe('normal');
    expect((await patch(id, { version: first.body.version, priority: 'high' })).status).toBe(200);
  });

  test.each([
    ['a list', []],
    ['a list of them', [{ reason: 'courtesy' }]],
    ['nothing', null],
    ['a reason that is none', { reason: 'weil' }],
  ])('does not close with %s for a reason', async (_what, noAnswerNeeded) => {
    const { id, version } = await aWaitingConversation();
    const answer = await patch(id, { version, status: 'closed', noAnswerNeeded });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed']);
    expect((await stateOf(id)).status).not.toBe('closed');
  });

  test('conflicts when the conversation was moved to another team meanwhile', async () => {
    const { id, version } = await aConversation(app);
    const team = await aTeam(app);
    expect((await patch(id, { version, teamId: team.id }, asMehmet)).status).toBe(200);
    expect((await patch(id, { version, status: 'closed' })).status).toBe(409);
  });

  test('does not conflict over tags, priority, notes, reading or the clock', async () => {
    const { id, version } = await aConversation(app, { unread: true });
    await patch(id, { version, tags: ['Netz'], priority: 'high' }, asMehmet);
    await post(id, 'notes', { text: 'Rückruf versprochen' }, asMehmet);
    await post(id, 'read', {}, asMehmet);
    const conversation = await stateOf(id);
    const turn = { ...(await aCustomerMessage(app, conversation)), isFirst: true, ...conversation };
    await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
    expect((await stateOf(id)).version).toBeGreaterThan(version);
    expect((await patch(id, { version, status: 'closed' })).status).toBe(200);
  });

  test('of two people changing the same at once, one is told', async () => {
    const { id, version } = await aConversation(app);
    const answers = await Promise.all([
      patch(id, { version, status: 'closed' }, asJana),
      patch(id, { version, status: 'snoozed' }, asMehmet),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  test('snoozes until an instant, wakes then, and not again', async () => {
    const { id, version } = await aConversation(app, { status: 'open', replyCount: 1 });
    const answer = await patch(id, { version, snoozedUntil: '2026-11-20T12:00:00+01:00' });
    expect(answer.body).toMatchObject({ status: 'snoozed', snoozedUntil: '2026-11-20T11:00:00.000Z' });
    app.clock.set('2026-11-20T10:59:00Z');
    await app.settle();
    expect((await stateOf(id)).status).toBe('snoozed');
    app.clock.set('2026-11-20T11:00:06Z');
    await app.settle();
    expect(await stateOf(id)).toMatchObject({ status: 'open', snoozedUntil: null });
    expect((await eventsOf(id)).map(({ type, actor }) => [type, actor])).toEqual([
      ['snoozed', jana.id],
      ['woken', null],
    ]);
  });

  test('snoozes until the customer writes', async () => {
    const { id, version } = await aConversation(app);
    expect((await patch(id, { version, status: 'snoozed' })).body).toMatchObject({
      status: 'snoozed',
      snoozedUntil: null,
    });
    app.clock.advance({ hours: 1_000 });
    await app.settle();
    expect((await stateOf(id)).status).toBe('snoozed');
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ConversationsService).setStatus(tx, [id], 'customerMessage', null));
    expect((await stateOf(id)).status).toBe('new');
  });

  test('closes, which dismisses the clock, and takes that back, which starts it since the same moment', async () => {
    const { id, version } = await aWaitingConversation();
    expect(await dueOf(id)).toEqual(new Date('2026-11-20T11:00:00Z'));
    app.clock.advance({ minutes: 10 });
    const closed = await patch(id, { version, status: 'closed' });
    expect(closed.body.status).toBe('closed');
    expect(await dueOf(id)).toBeNull();
    const back = await patch(id, { version: closed.body.version, status: 'new' });
    expect([back.status, back.body.status]).toEqual([200, 'new']);
    expect(await dueOf(id)).toEqual(new Date('2026-11-20T11:00:00Z'));
  });

  test('leaves the clock running while snoozed', async () => {
    const { id, version } = await aWaitingConversation();
    await patch(id, { version, snoozedUntil: '2026-11-20T10:30:00Z' });
    expect(await dueOf(id)).toEqual(new Date('2026-11-20T11:00:00Z'));
  });

  test('with another team leaves an assignee who does not work there', async () => {
    const team = await aTeam(app);
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    expect((await patch(id, { version, teamId: team.id })).body).toMatchObject({
      teamId: team.id,
      assigneeId: null,
    });
  });

  test('takes tags as they are, without doubles and blanks around them', async () => {
    const { id, version } = await aConversation(app);
    const answer = await patch(id, { version, tags: [' Netz ', 'Netz', 'Störung Süd'] });
    expect(answer.body.tags).toEqual(['Netz', 'Störung Süd']);
  });

  const nobody = '0190f2a0-0000-7000-8000-000000000001';
  test.each([
    ['an instant that has passed', { snoozedUntil: '2026-11-20T09:59:00Z' }, 'snoozedUntil'],
    [
      'an instant beside another status',
      { status: 'closed', snoozedUntil: '2026-11-21T09:59:00Z' },
      'snoozedUntil',
    ],
    ['an assignee who does not exist', { assigneeId: nobody }, 'assigneeId'],
    ['a team that does not exist', { teamId: nobody }, 'teamId'],
  ])('refuses %s', async (_what, change, field) => {
    const { id, version } = await aConversation(app);
    const answer = await patch(id, { version, ...change });
    expect([answer.status, answer.body.error.details.fields?.[0].field]).toEqual([422, field]);
    expect((await stateOf(id)).version).toBe(version);
  });

  test('refuses to call new what was answered', async () => {
    const { id, version } = await aConversation(app, { status: 'closed', replyCount: 1 });
    expect((await patch(id, { version, status: 'new' })).status).toBe(422);
  });

  test.each([
    [{}],
    [{ version: '1' }],
    [{ version: 1, status: 'done' }],
    [{ version: 1, assigneeId: 'jana' }],
    [{ version: 1, tags: [''] }],
    [{ version: 1, tags: 'Netz' }],
    [{ version: 1, snoozedUntil: 'tomorrow' }],
    [{ version: 1, note: 5 }],
    [[]],
  ])('cannot read %j', async (body) => {
    const { id } = await aConversation(app);
    expect((await patch(id, body)).status).toBe(400);
  });

  test.each(['no-id', nobody])('does not find %s', async (id) => {
    expect((await patch(id, { version: 1 })).status).toBe(404);
  });
});

describe('notes', () => {
  test('mention colleagues and come back as they are shown', async () => {
    const { id } = await aConversation(app);
    const answer = await post(id, 'notes', {
      text: 'Kennt das jemand? \ud83d\ude80',
      mentions: [mehmet.id, mehmet.id],
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      type: 'note',
      visibility: 'internal',
      text: 'Kennt das jemand? \ud83d\ude80',
      author: { kind: 'agent', id: jana.id, name: jana.displayName },
      mentions: [mehmet.id],
    });
    expect((await stateOf(id)).sequence).toBe(answer.body.sequence);
  });

  test('refuse a mention of nobody we know, of who left, and of who must not see it', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const insider = await anAgent(app, { teamIds: [closed.id] });
    const { id } = await aConversation(app, { teamId: closed.id });
    await app.database.query(`UPDATE agent SET deactivated_at = now() WHERE id = $1`, [mehmet.id]);
    const asInsider = await signIn(app, insider);
    for (const mention of ['0190f2a0-0000-7000-8000-000000000001', mehmet.id, jana.id]) {
      const answer = await post(id, 'notes', { text: 'Hallo', mentions: [mention] }, asInsider);
      expect([answer.status, answer.body.error.details.fields[0].field]).toEqual([422, 'mentions']);
    }
  });

  test.each([
    ['blank', { text: ' ' }],
    ['endless', { text: 'x'.repeat(10_001) }],
    ['a number', { text: 1 }],
    ['for a mention that is no id', { text: 'x', mentions: ['jana'] }],
    ['missing', {}],
  ])('cannot be %s', async (_what, body) => {
    const { id } = await aConversation(app);
    expect((await post(id, 'notes', body)).status).toBe(400);
  });
});

describe('reading', () => {
  test('marks it read and the mentions of the reader seen, for nobody else', async () => {
    const { id, version } = await aConversation(app, { unread: true });
    await post(id, 'notes', { text: 'Schaut bitte', mentions: [jana.id, mehmet.id] }, asMehmet);
    expect((await post(id, 'read')).status).toBe(204);
    const state = await stateOf(id);
    expect(state).toMatchObject({ unread: false, deskVersion: version });
    expect((await post(id, 'read')).status).toBe(204);
    expect((await stateOf(id)).version).toBe(state.version);
    const unseen = await app.database.query(
      `SELECT agent_id AS id FROM message_mention WHERE seen_at IS NULL`,
    );
    expect(unseen).toEqual([{ id: mehmet.id }]);
  });
});

describe('spam', () => {
  test('stops the clock, and taken back starts it since the same moment', async () => {
    const { id } = await aWaitingConversation();
    expect((await post(id, 'spam', { isSpam: true })).body.isSpam).toBe(true);
    expect(await dueOf(id)).toBeNull();
    app.clock.advance({ minutes: 30 });
    expect((await post(id, 'spam', { isSpam: false })).body.isSpam).toBe(false);
    expect(await dueOf(id)).toEqual(new Date('2026-11-20T11:00:00Z'));
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['markedSpam', 'unmarkedSpam']);
  });

  test('taken back does not start the clock of what was closed', async () => {
    const { id, version } = await aWaitingConversation();
    await post(id, 'spam', { isSpam: true });
    await patch(id, { version: version + 10, status: 'closed' });
    await post(id, 'spam', { isSpam: false });
    expect(await dueOf(id)).toBeNull();
  });
});

describe('muting', () => {
  test('silences an author of this conversation, and can be undone', async () => {
    const { contactId } = await aContact(app);
    const { id } = await aConversation(app, { contactId });
    const mutedBy = async () =>
      (
        await app.database.query<{ by: string | null }>(
          `SELECT muted_by_agent_id AS by FROM contact WHERE id = $1`,
          [contactId],
        )
      )[0]!.by;
    expect((await post(id, 'mute', { contactId, isMuted: true })).status).toBe(204);
    expect(await mutedBy()).toBe(jana.id);
    expect((await post(id, 'mute', { contactId, isMuted: false })).status).toBe(204);
    expect(await mutedBy()).toBeNull();
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['authorMuted', 'authorUnmuted']);
  });

  test('is refused for somebody who took no part', async () => {
    const { contactId } = await aContact(app);
    const { id } = await aConversation(app);
    expect((await post(id, 'mute', { contactId, isMuted: true })).status).toBe(422);
  });
});

describe('somebody who leaves for good', () => {
  test('leaves what they had to colleagues, and what they closed as it is', async () => {
    const kept = await aConversation(app, { assigneeId: mehmet.id, status: 'waiting' });
    const closed = await aConversation(app, { assigneeId: mehmet.id, status: 'closed' });
    const another = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await app.get(ManageAgentsService).update(mehmet.id, { deactivated: true });
    await app.settle();
    expect((await stateOf(kept.id)).assigneeId).toBeNull();
    expect((await stateOf(closed.id)).assigneeId).toBe(mehmet.id);
    expect((await stateOf(another.id)).assigneeId).toBe(jana.id);
  });
});

describe('somebody who must not see a team any more', () => {
  const someConversations = async (teamId: string) => {
    const ofJana = await aConversation(app, { teamId, assigneeId: jana.id, status: 'open' });
    const ofMehmet = await aConversation(app, { teamId, assigneeId: mehmet.id, status: 'open' });
    const elsewhere = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const assignees = async () =>
      Promise.all([ofJana, ofMehmet, elsewhere].map(async ({ id }) => (await stateOf(id)).assigneeId));
    return { assignees };
  };

  test('leaves what they had there to colleagues when the team closes', async () => {
    const team = await aTeam(app);
    await app.get(TeamsService).update(team.id, { memberIds: [mehmet.id] });
    const { assignees } = await someConversations(team.id);
    await app.get(TeamsService).update(team.id, { isClosed: true });
    await app.settle();
    expect(await assignees()).toEqual([null, mehmet.id, jana.id]);
  });

  test('leaves what they had there to colleagues when they leave it', async () => {
    const team = await aTeam(app, { isClosed: true });
    await app.get(TeamsService).update(team.id, { memberIds: [jana.id, mehmet.id] });
    const { assignees } = await someConversations(team.id);
    await app.get(ManageAgentsService).update(jana.id, { teamIds: [] });
    await app.settle();
    expect(await assignees()).toEqual([null, mehmet.id, jana.id]);
  });
});

describe('a program with an API token', () => {
  test('may change a conversation, and leaves no note in the name of a person', async () => {
    const { id, version } = await aConversation(app);
    const { token } = await app
      .get(ApiTokensService)
      .create(jana.id, { name: 'Sorter', scopes: ['conversations:write'], expiresAt: null });
    const asProgram = (body: object) =>
      request(app.url).patch(path(id)).set('Authorization', `Bearer ${token}`).send(body);
    const refused = await asProgram({ version, tags: ['dsl'], note: 'I have sorted this.' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'scope-missing']);
    expect((await stateOf(id)).tags).toEqual([]);
    expect((await asProgram({ version, tags: ['dsl'] })).status).toBe(200);
    expect(await app.database.query(`SELECT id FROM message WHERE type = 'note'`)).toEqual([]);
  });
});

describe('a closed team', () => {
  test.each([
    ['claim', {}],
    ['release', {}],
    ['notes', { text: 'x' }],
    ['read', {}],
    ['spam', { isSpam: true }],
    ['mute', { contactId: '0190f2a0-0000-7000-8000-000000000001', isMuted: true }],
  ])('keeps its conversations from others: %s', async (verb, body) => {
    const closed = await aTeam(app, { isClosed: true });
    const { id } = await aConversation(app, { teamId: closed.id });
    expect((await post(id, verb, body)).status).toBe(404);
    expect((await patch(id, { version: 1, status: 'closed' })).status).toBe(404);
  });

  test('is not given away to somebody who must not see it', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const asInsider = await signIn(app, await anAgent(app, { teamIds: [closed.id] }));
    const { id, version } = await aConversation(app, { teamId: closed.id });
    expect((await patch(id, { version, assigneeId: jana.id }, asInsider)).status).toBe(422);
  });
});
