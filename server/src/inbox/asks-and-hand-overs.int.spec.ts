import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import request from 'supertest';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import type { SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { InboxModule } from './inbox.module.ts';
import { DeskModule } from '../desk/desk.module.ts';
import { FollowersService } from '../desk/followers.service.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let asJana: SignedInHeaders;
let asMehmet: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule, InboxModule] });
});
beforeEach(async () => {
  ({ jana, mehmet, asJana, asMehmet } = await twoColleagues(app));
});
afterAll(() => app.close());

const note = (id: string, body: object, headers = asJana) =>
  request(app.url).post(`/api/conversations/${id}/notes`).set(headers).send(body);
const detailOf = async (id: string, headers: SignedInHeaders) =>
  (await request(app.url).get(`/api/conversations/${id}`).set(headers)).body;

describe('a colleague who is asked', () => {
  test('finds the question open until their next note answers it', async () => {
    const { id } = await aConversation(app);
    const asked = await note(id, {
      text: '@Mehmet Kennst du den Router?',
      mentions: [mehmet.id],
      asks: [mehmet.id],
    });
    expect([asked.status, asked.body.asks]).toEqual([201, [mehmet.id]]);
    expect((await detailOf(id, asMehmet)).openAsks).toMatchObject([
      { messageId: asked.body.id, from: { id: jana.id }, text: '@Mehmet Kennst du den Router?' },
    ]);
    expect((await detailOf(id, asJana)).openAsks).toEqual([]);
    await note(id, { text: 'Noch etwas.' });
    expect((await detailOf(id, asMehmet)).openAsks).toHaveLength(1);
    await note(id, { text: 'Ja, neu starten.' }, asMehmet);
    const after = await detailOf(id, asMehmet);
    expect([after.openAsks, after.mentionedAgentIds]).toEqual([[], []]);
    const facts = await app.database.query<{ event: DomainEvent }>(
      `SELECT payload AS event FROM domain_event WHERE type IN ('note.added', 'message.changed') ORDER BY id`,
    );
    expect(facts.map(({ event }) => event)).toMatchObject([
      { asked: [mehmet.id], answers: [] },
      { asked: [], answers: [] },
      { asked: [], answers: [jana.id] },
      { messageId: asked.body.id, change: 'asks' },
    ]);
  });

  test('has to be mentioned, and is not oneself', async () => {
    const { id } = await aConversation(app);
    const answers = [
      await note(id, { text: 'Kennst du das?', asks: [mehmet.id] }),
      await note(id, { text: '@Jana', mentions: [jana.id], asks: [jana.id] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
  });
});

describe('following', () => {
  test('twice is once, and ends when one likes', async () => {
    const { id } = await aConversation(app);
    const path = `/api/conversations/${id}/follow`;
    for (let count = 0; count < 2; count += 1)
      expect((await request(app.url).put(path).set(asJana)).status).toBe(204);
    expect(await app.get(FollowersService).of([id])).toEqual(new Map([[id, [jana.id]]]));
    expect([(await detailOf(id, asJana)).isFollowed, (await detailOf(id, asMehmet)).isFollowed]).toEqual([
      true,
      false,
    ]);
    expect((await request(app.url).delete(path).set(asJana)).status).toBe(204);
    expect((await detailOf(id, asJana)).isFollowed).toBe(false);
  });

  test('is refused for what one must not see', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const { id } = await aConversation(app, { teamId: closed.id });
    expect((await request(app.url).put(`/api/conversations/${id}/follow`).set(asJana)).status).toBe(404);
  });
});

describe('what was given to me', () => {
  test('comes page by page, the newest first, with the conversation as it stands', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id, version } = await aConversation(app, {
        assigneeId: jana.id,
        status: 'open',
        lastHelperId: jana.id,
      });
      app.clock.advance({ minutes: 1 });
      const body = { version, toAgentId: mehmet.id, note: `Notiz ${count}` };
      await request(app.url).post(`/api/conversations/${id}/hand-over`).set(asJana).send(body);
      ids.unshift(id);
    }
    const page = (cursor = '') =>
      request(app.url).get(`/api/hand-overs?limit=2&cursor=${cursor}`).set(asMehmet);
    const first = await page();
    expect(first.body.items).toMatchObject([
      { note: 'Notiz 2', from: { id: jana.id }, conversation: { id: ids[0], knows: { id: jana.id } } },
      { note: 'Notiz 1', conversation: { id: ids[1] } },
    ]);
    const second = await page(first.body.nextCursor);
    expect([second.body.items.length, second.body.nextCursor]).toEqual([1, null]);
    expect((await request(app.url).get('/api/hand-overs').set(asJana)).body.items).toEqual([]);
  });

  test('shows the card in the conversation to me alone', async () => {
    const { id, version } = await aConversation(app, { assigneeId: jana.id, status: 'open' });
    const body = { version, toAgentId: mehmet.id, isAnnounced: true };
    await request(app.url).post(`/api/conversations/${id}/hand-over`).set(asJana).send(body);
    const mine = await detailOf(id, asMehmet);
    expect(mine.handOver.introduction).toContain('ich bin Mehmet');
    const theirs = await detailOf(id, asJana);
    expect([theirs.handOver, theirs.handOvers]).toMatchObject([null, [{ to: { id: mehmet.id } }]]);
  });
});
