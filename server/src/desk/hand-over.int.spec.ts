import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { explain } from '../../test/explain.ts';
import { aContact, aConversation, conversations } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DeskModule } from './desk.module.ts';
import { HandOverCardsService } from './hand-over-cards.service.ts';

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

async function aClosedTeamOf(...people: AgentRecord[]) {
  const team = await aTeam(app, { isClosed: true });
  await app.database.query(`INSERT INTO team_member (team_id, agent_id) SELECT $1, unnest($2::uuid[])`, [
    team.id,
    people.map(({ id }) => id),
  ]);
  return team;
}

const handOver = (id: string, body: object, headers = asJana) =>
  request(app.url).post(`/api/conversations/${id}/hand-over`).set(headers).send(body);
const handOverMany = (body: object, headers = asJana) =>
  request(app.url).post('/api/hand-overs').set(headers).send(body);
const undo = (ids: string[], headers = asJana) =>
  request(app.url).post('/api/hand-overs/undo').set(headers).send({ ids });
const stateOf = async (id: string) => (await app.get(ConversationsService).find(id))!;
const cardsOf = async (id: string) =>
  (await app.get(HandOverCardsService).ofConversations([id])).get(id) ?? [];
const accept = (conversationId: string, agentId: string) =>
  app.get(UnitOfWork).run(async (tx) =>
    tx.emit({
      type: 'reply.accepted',
      conversationId,
      messageId: conversationId,
      agentId,
      acceptedAt: app.clock.now().toISOString(),
    }),
  );

describe('a hand-over', () => {
  test('gives the conversation to a colleague with a card that says who, why and how they begin', async () => {
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const answer = await handOver(id, {
      version,
      toAgentId: mehmet.id,
      note: ' Router getauscht. ',
      isAnnounced: true,
    });
    expect([answer.status, answer.body.conversation.assigneeId]).toEqual([200, mehmet.id]);
    expect(answer.body.handOver).toMatchObject({
      from: { id: jana.id, name: 'Jana Krüger' },
      to: { id: mehmet.id },
      cause: 'hand',
      note: 'Router getauscht.',
      isAnnounced: true,
      answeredAt: null,
      introduction: 'Jana hat mir dein Anliegen übergeben, ich bin Mehmet und habe alles gelesen.',
    });
  });

  test('to a team leaves it to nobody, there', async () => {
    const team = await aTeam(app);
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const answer = await handOver(id, { version, toTeamId: team.id });
    expect(answer.body.conversation).toMatchObject({ assigneeId: null, teamId: team.id });
    expect(answer.body.handOver).toMatchObject({ to: null, team: { id: team.id }, introduction: null });
  });

  test('is introduced by whoever gets it from the team in the end', async () => {
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await handOver(id, { version, toTeamId: (await stateOf(id)).teamId, isAnnounced: true });
    await request(app.url).post(`/api/conversations/${id}/claim`).set(asMehmet);
    const [card] = await cardsOf(id);
    expect(card?.introduction).toContain('ich bin Mehmet');
  });

  test('names nobody who did not agree to be named in replies', async () => {
    await app.database.query(`DELETE FROM face_consent WHERE agent_id = $1`, [jana.id]);
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const answer = await handOver(id, { version, toAgentId: mehmet.id, isAnnounced: true });
    expect(answer.body.handOver.introduction).toBe(
      'Ab hier kümmere ich mich um dein Anliegen: Ich bin Mehmet und habe alles gelesen.',
    );
  });

  test('is refused when somebody changed it meanwhile, with how it is now', async () => {
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await request(app.url).post(`/api/conversations/${id}/release`).set(asJana);
    const answer = await handOver(id, { version, toAgentId: mehmet.id });
    expect([answer.status, answer.body.error.code, answer.body.error.details.assigneeId]).toEqual([
      409,
      'version-conflict',
      null,
    ]);
    expect(await cardsOf(id)).toEqual([]);
  });

  test('is refused to who must not see it, to who has it, to both and to nobody', async () => {
    const closed = await aClosedTeamOf(jana);
    const kept = await aConversation(app, { teamId: closed.id, assigneeId: jana.id, status: 'open' });
    const { id, version } = await aConversation(app, { assigneeId: mehmet.id, status: 'open' });
    const team = await aTeam(app);
    const answers = [
      await handOver(kept.id, { version: kept.version, toAgentId: mehmet.id }),
      await handOver(id, { version, toAgentId: mehmet.id }),
      await handOver(id, { version, toAgentId: jana.id, toTeamId: team.id }),
      await handOver(id, { version }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      answers.map(() => [422, 'invalid']),
    );
    const hidden = await handOver(kept.id, { version: 1, toAgentId: jana.id }, asMehmet);
    expect(hidden.status).toBe(404);
  });

  test('is done with when the next person has answered, and not when the one before did', async () => {
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await handOver(id, { version, toAgentId: mehmet.id });
    await accept(id, jana.id);
    await app.settle();
    expect((await cardsOf(id))[0]?.answeredAt).toBeNull();
    app.clock.advance({ minutes: 5 });
    await accept(id, mehmet.id);
    await app.settle();
    expect((await cardsOf(id))[0]?.answeredAt).toBe('2026-11-20T10:05:00.000Z');
    expect((await stateOf(id)).version).toBeGreaterThan(version + 1);
  });
});

describe('taking a hand-over back', () => {
  test('gives it back with team and all, and the card is gone', async () => {
    const team = await aTeam(app);
    const before = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const { body } = await handOver(before.id, { version: before.version, toTeamId: team.id });
    const answer = await undo([body.handOver.id]);
    expect(answer.body).toEqual({ restored: [body.handOver.id], left: [] });
    expect(await stateOf(before.id)).toMatchObject({ assigneeId: jana.id, teamId: before.teamId });
    expect(await cardsOf(before.id)).toEqual([]);
  });

  test('leaves what somebody else made, what was answered, and what went on', async () => {
    const [one, two, three] = await conversations(app, 3, { assigneeId: jana.id, status: 'open' });
    const ids: string[] = [];
    for (const { id, version } of [one!, two!, three!])
      ids.push((await handOver(id, { version, toAgentId: mehmet.id })).body.handOver.id);
    expect((await undo(ids, asMehmet)).body).toEqual({ restored: [], left: ids });
    await accept(two!.id, mehmet.id);
    await request(app.url).post(`/api/conversations/${three!.id}/release`).set(asMehmet);
    await app.settle();
    expect((await undo(ids)).body).toEqual({ restored: [ids[0]], left: [ids[1], ids[2]] });
  });
});

describe('everything at once', () => {
  test('goes to a colleague, each with a paragraph made of facts', async () => {
    const { contactId } = await aContact(app, { name: 'Svenja Albers' });
    const open = await conversations(app, 3, { assigneeId: jana.id, status: 'open', contactId });
    const waiting = await aConversation(app, { assigneeId: jana.id, status: 'waiting' });
    const others = await aConversation(app, { assigneeId: mehmet.id, status: 'open' });
    const { body } = await handOverMany({ fromAgentId: jana.id, toAgentId: mehmet.id, cause: 'hand' });
    expect(body.left).toEqual([]);
    expect(new Set(body.handedOver.map((card: { conversationId: string }) => card.conversationId))).toEqual(
      new Set([...open, waiting].map(({ id }) => id)),
    );
    expect((await cardsOf(open[0]!.id))[0]?.note).toBe(
      'Svenja Albers hat geschrieben. Wartet seit 20. November um 11:00. Noch keine Antwort.',
    );
    expect(await cardsOf(others.id)).toEqual([]);
  });

  test('keeps what waits for the customer with who comes back, and gives all of it away with who leaves', async () => {
    const waiting = await aConversation(app, { assigneeId: jana.id, status: 'waiting' });
    const open = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await handOverMany({ fromAgentId: jana.id, toAgentId: null, cause: 'leave' });
    expect([(await stateOf(waiting.id)).assigneeId, (await stateOf(open.id)).assigneeId]).toEqual([
      jana.id,
      null,
    ]);
    await handOverMany({ fromAgentId: jana.id, toAgentId: mehmet.id, cause: 'left', note: 'Alles Gute.' });
    expect((await stateOf(waiting.id)).assigneeId).toBe(mehmet.id);
    expect((await cardsOf(waiting.id))[0]).toMatchObject({ cause: 'left', note: 'Alles Gute.' });
  });

  test('of somebody else is for leads, of their teams, and leaves what the next person must not see', async () => {
    const led = await aTeam(app);
    const other = await aTeam(app);
    const closed = await aClosedTeamOf(jana);
    const lead = await anAgent(app, { role: 'lead', teamIds: [led.id, closed.id], availability: 'busy' });
    const asLead = await signIn(app, lead);
    const given = { assigneeId: jana.id, status: 'open' as const };
    const mine = await aConversation(app, { ...given, teamId: led.id });
    const theirs = await aConversation(app, { ...given, teamId: other.id });
    const hidden = await aConversation(app, { ...given, teamId: closed.id });
    const order = { fromAgentId: jana.id, toAgentId: mehmet.id, cause: 'hand' };
    expect((await handOverMany(order, asMehmet)).status).toBe(403);
    const { body } = await handOverMany(order, asLead);
    expect(body.handedOver.map((card: { conversationId: string }) => card.conversationId)).toEqual([mine.id]);
    expect(body.left).toEqual(
      expect.arrayContaining([
        { conversationId: theirs.id, reason: 'forbidden' },
        { conversationId: hidden.id, reason: 'cannotTake' },
      ]),
    );
  });

  test('of what is named leaves what changed hands meanwhile', async () => {
    const mine = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const gone = await aConversation(app, { assigneeId: mehmet.id, status: 'open' });
    const { body } = await handOverMany({
      fromAgentId: jana.id,
      toAgentId: null,
      cause: 'shiftEnd',
      conversationIds: [mine.id, gone.id],
    });
    expect(body.handedOver).toHaveLength(1);
    expect(body.left).toEqual([{ conversationId: gone.id, reason: 'changed' }]);
  });

  test('of two at once each conversation changes hands once', async () => {
    const kept = await conversations(app, 20, { assigneeId: jana.id, status: 'open' });
    const order = { fromAgentId: jana.id, toAgentId: null, cause: 'hand' };
    const answers = await Promise.all([handOverMany(order), handOverMany(order)]);
    const cards = answers.flatMap(({ body }) => body.handedOver);
    expect(new Set(cards.map((card) => card.conversationId)).size).toBe(20);
    expect(cards).toHaveLength(20);
    for (const { id } of kept) expect(await cardsOf(id)).toHaveLength(1);
  });
});

describe('somebody who is shielded from the customer', () => {
  const cannot = (field: string) => ({
    status: 422,
    body: {
      error: {
        code: 'invalid',
        details: {
          reason: 'cannot-take',
          fields: [{ field, message: 'Mehmet Aydın cannot take this conversation.' }],
        },
      },
    },
  });
  const bulk = (ids: string[], agentId: string, headers = asJana) =>
    request(app.url)
      .post('/api/conversations/bulk')
      .set(headers)
      .send({ ids, change: { do: 'assign', agentId } });
  const patch = (id: string, body: object, headers = asJana) =>
    request(app.url).patch(`/api/conversations/${id}`).set(headers).send(body);
  const shield = async (id: string) =>
    request(app.url).put(`/api/conversations/${id}/shield`).set(asMehmet).send({ reason: 'Nachbar' });
  async function keptFromMehmet(assigneeId: string | null = jana.id) {
    const { id } = await aConversation(app, { assigneeId, status: 'open' });
    expect((await shield(id)).status).toBe(204);
    return stateOf(id);
  }

  test('is given nothing of them by colleagues, who are told no more than of anybody who cannot', async () => {
    const { id, version } = await keptFromMehmet();
    expect(await patch(id, { version, assigneeId: mehmet.id })).toMatchObject(cannot('assigneeId'));
    expect(await handOver(id, { version, toAgentId: mehmet.id })).toMatchObject(cannot('toAgentId'));
    expect((await bulk([id], mehmet.id)).body).toMatchObject({
      changed: [],
      refused: [{ id, code: 'invalid' }],
    });
    const all = await handOverMany({ fromAgentId: jana.id, toAgentId: mehmet.id, cause: 'hand' });
    expect(all.body).toEqual({ handedOver: [], left: [{ conversationId: id, reason: 'cannotTake' }] });
    expect((await stateOf(id)).assigneeId).toBe(jana.id);
    const closed = await aClosedTeamOf(jana);
    const hidden = await aConversation(app, { assigneeId: jana.id, teamId: closed.id });
    const toMehmet = { version: hidden.version, assigneeId: mehmet.id };
    expect(await patch(hidden.id, toMehmet)).toMatchObject(cannot('assigneeId'));
  });

  test('takes it themselves, and keeps it', async () => {
    const [one, two] = [await keptFromMehmet(null), await keptFromMehmet()];
    expect((await bulk([one.id], mehmet.id, asMehmet)).body.changed).toEqual([one.id]);
    const { version } = two;
    expect((await patch(two.id, { version, assigneeId: mehmet.id }, asMehmet)).status).toBe(200);
    const kept = await stateOf(two.id);
    const again = { version: kept.version, assigneeId: mehmet.id, priority: 'high' };
    expect((await patch(two.id, again)).status).toBe(200);
  });

  test('gets nothing back when a colleague undoes, and it is said to have stayed', async () => {
    const [one, two] = await conversations(app, 2, { assigneeId: mehmet.id, status: 'open' });
    const lead = await signIn(app, await anAgent(app, { role: 'admin', availability: 'busy' }));
    const moved = (await handOver(one!.id, { version: one!.version, toAgentId: jana.id }, lead)).body
      .handOver;
    const { undoToken } = (await bulk([two!.id], jana.id, lead)).body;
    for (const state of [one!, two!]) await shield(state.id);
    expect((await undo([moved.id], lead)).body).toEqual({ restored: [], left: [moved.id] });
    const bulkUndo = request(app.url).post('/api/conversations/bulk/undo').set(lead);
    expect((await bulkUndo.send({ undoToken })).body).toEqual({ restored: [], left: [two!.id] });
  });
});

describe('colleagues', () => {
  const suggestionsFor = async (id: string) =>
    (await request(app.url).get(`/api/conversations/${id}/colleagues`).set(asJana)).body.items;

  test('come with why: who knows the customer, who is there, who has room, when they are back', async () => {
    const { contactId } = await aContact(app);
    const { id, teamId } = await aConversation(app, { contactId, assigneeId: jana.id, status: 'open' });
    const lena = await anAgent(app, { displayName: 'Lena', teamIds: [teamId], capacity: 9 });
    const away = await anAgent(app, { displayName: 'David', teamIds: [teamId], availability: 'away' });
    await app.database.query(`UPDATE agent SET availability_returns_at = $2 WHERE id = $1`, [
      away.id,
      '2026-11-20T12:00:00Z',
    ]);
    await conversations(app, 2, { contactId, status: 'closed', lastHelperId: mehmet.id });
    const items = await suggestionsFor(id);
    const of = (person: AgentRecord) =>
      items.find((item: { agent: { id: string } }) => item.agent.id === person.id);
    expect(of(mehmet)).toMatchObject({ knownFrom: 2, isSuggested: false, availability: 'busy' });
    expect(of(lena)).toMatchObject({ isSuggested: true, isInTeam: true, capacity: 9, load: 0, knownFrom: 0 });
    expect(of(away)).toMatchObject({ returnsAt: '2026-11-20T12:00:00.000Z', isSuggested: false });
    expect(of(jana)).toBeUndefined();
    expect(items[0].agent.id).toBe(mehmet.id);
    expect(of(lena).introduction).toContain('Jana');
  });

  test('do not come at all when they are shielded from the customer', async () => {
    const { id, contactId } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await app.database.query(
      `INSERT INTO routing_shield (agent_id, contact_id, by_agent_id, reason, at) VALUES ($1, $2, $1, '', now())`,
      [mehmet.id, contactId],
    );
    expect(await suggestionsFor(id)).toEqual([]);
  });

  test('are measured by the skills and the language that the conversation asks for', async () => {
    const skillId = '0199f000-0000-7000-8000-000000000001';
    await app.database.query(
      `INSERT INTO skill (id, name, description, created_at) VALUES ($1, 'Abrechnung', '', now())`,
      [skillId],
    );
    const { id, teamId } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    await app.database.query(`UPDATE conversation SET needs = $2, language = 'tr' WHERE id = $1`, [
      id,
      ['language:tr', `skill:${skillId}:2`],
    ]);
    const lena = await anAgent(app, { teamIds: [teamId], languages: ['de', 'tr'] });
    await app.database.query(`INSERT INTO agent_skill (agent_id, skill_id, level) VALUES ($1, $2, 2)`, [
      lena.id,
      skillId,
    ]);
    const items = await suggestionsFor(id);
    expect(items[0]).toMatchObject({
      agent: { id: lena.id },
      skills: { needed: 1, has: 1 },
      speaks: true,
      isSuggested: true,
    });
    const other = items.find((item: { agent: { id: string } }) => item.agent.id === mehmet.id);
    expect(other).toMatchObject({ skills: { needed: 1, has: 0 }, speaks: false });
  });
});

test('cards are read by their conversation and by whom they were for, however many there are', async () => {
  const kept = await conversations(app, 300, { assigneeId: jana.id, status: 'open' });
  await app.database.query(
    `INSERT INTO hand_over (id, conversation_id, from_agent_id, to_agent_id, from_team_id, to_team_id, cause, at)
     SELECT gen_random_uuid(), c.id, $1, CASE WHEN n % 50 = 0 THEN $2::uuid END, c.team_id, c.team_id, 'hand',
       $3::timestamptz - n * interval '1 minute'
     FROM conversation c CROSS JOIN generate_series(1, 60) n`,
    [jana.id, mehmet.id, app.clock.now()],
  );
  await app.database.query('VACUUM ANALYZE hand_over');
  const ofOne = await explain(
    app,
    `SELECT h.id FROM hand_over h WHERE h.conversation_id = $1 ORDER BY h.at DESC, h.id DESC LIMIT 50`,
    [kept[0]!.id],
  );
  const given = await explain(
    app,
    `SELECT h.id FROM hand_over h WHERE h.to_agent_id = $1 ORDER BY h.at DESC, h.id DESC LIMIT 31`,
    [mehmet.id],
  );
  expect([...ofOne.scanned, ...given.scanned]).toEqual([]);
  expect([...ofOne.indexes, ...given.indexes]).toEqual(['ix_hand_over_conversation', 'ix_hand_over_to']);
});
