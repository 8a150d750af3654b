import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationDetail, MessageItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aMessage } from '../../test/factories/a-message.ts';
import { aPolicy, ofTeamHours } from '../../test/factories/a-policy.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation, recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { RepliesModule } from '../replies/replies.module.ts';
import { SlaService } from '../sla/sla.service.ts';
import { InboxModule } from './inbox.module.ts';

let app: TestApp;
let me: AgentRecord;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [InboxModule, RepliesModule] });
});
beforeEach(async () => {
  await app.reset();
  // Busy: what a list shows is not to depend on what placement gives away meanwhile.
  me = await anAgent(app, { availability: 'busy' });
  headers = await signIn(app, me);
});
afterAll(() => app.close());

async function read<T = ConversationDetail>(path: string, as = headers): Promise<T> {
  const answer = await request(app.url).get(`/api/conversations/${path}`).set(as);
  expect(answer.status).toBe(200);
  return answer.body as T;
}
const change = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.get(UnitOfWork).run(work);

async function promiseSoon(teamId: string): Promise<void> {
  await aPolicy(app, {
    teamId,
    name: 'Rund um die Uhr',
    targets: { firstResponse: 30, nextResponse: 60 },
  });
}

describe('a conversation', () => {
  it('comes with its messages in order, what was done, who takes part, and how it can be answered', async () => {
    const conversation = await anArrivedConversation(app, {
      post: { text: 'Kein Netz', author: { name: 'Özge' } },
    });
    app.clock.advance({ minutes: 1 });
    const second = await aMessage(app, {
      conversation,
      post: { text: 'Bei mir auch', author: { externalId: 'bernd', name: 'Bernd', handle: 'bernd_b' } },
    });
    const { id } = conversation;
    await change((tx) =>
      app.get(ConversationsService).assign(tx, [{ conversationId: id, agentId: me.id }], me.id),
    );
    const note = await change((tx) =>
      app.get(RecordReplyService).addNote(tx, {
        conversationId: id,
        agentId: me.id,
        text: 'Störung bekannt',
        mentions: [me.id],
      }),
    );
    const detail = await read(id);
    expect(detail).toMatchObject({
      id,
      assignee: { id: me.id, name: me.displayName },
      mentionedAgentIds: [me.id],
      messages: [
        { id: conversation.messageId, text: 'Kein Netz', author: { kind: 'customer', name: 'Özge' } },
        { id: second.id, text: 'Bei mir auch' },
        { type: 'note', visibility: 'internal', text: 'Störung bekannt', mentions: [me.id] },
      ],
      messagesCursor: null,
      participants: [
        { contact: { id: conversation.contactId, name: 'Özge' }, isContact: true, isMuted: false },
        { contact: { name: 'Bernd', handle: 'bernd_b', avatarUrl: null }, isContact: false },
      ],
      identities: [{ network: 'webhook', name: 'Özge', handle: null, profileUrl: null }],
      reply: { visibilities: ['public', 'private'], isChannelHealthy: true },
      myDraft: null,
      history: [],
      ledger: [],
    });
    expect(note).not.toBeNull();
    expect(detail.messages).toHaveLength(3);
    expect(detail.sequence).toBe(Math.max(...detail.messages.map(({ sequence }) => sequence)));
    expect(detail.events.map(({ type, actor }) => [type, actor?.id ?? null])).toEqual([
      ['opened', null],
      ['assigned', me.id],
    ]);
    for (const { at } of detail.events) expect(at).toBe(new Date(at).toISOString());
  });

  it('shows the ledger of its clocks, the contact’s other conversations, and one’s own draft only', async () => {
    const author = { externalId: 'ozge', name: 'Özge' };
    const channel = await aChannel(app);
    const earlier = await anArrivedConversation(app, { channel, post: { author }, status: 'closed' });
    app.clock.advance({ hours: 1 });
    const conversation = await anArrivedConversation(app, { channel, post: { author } });
    const { id, messageId } = conversation;
    await promiseSoon(conversation.teamId);
    const at = app.clock.now();
    const turn = { conversationId: id, channelId: channel.id, teamId: conversation.teamId, messageId };
    await app.get(UnitOfWork).run(async (tx) => {
      await app
        .get(SlaService)
        .startClocks(tx, [
          { ...turn, postedAt: at, receivedAt: new Date(at.getTime() + 2_500), isFirst: true, replyCount: 0 },
        ]);
    });
    const draft = { text: ' Moment … ', visibility: 'public', inReplyToMessageId: messageId };
    const saved = await request(app.url).put(`/api/conversations/${id}/draft`).set(headers).send(draft);
    expect(saved.status).toBe(200);
    const detail = await read(id);
    expect(detail.myDraft).toEqual(saved.body);
    expect(detail.history).toEqual([
      {
        id: earlier.id,
        subject: expect.any(String),
        lastCustomerMessageAt: earlier.lastCustomerMessageAt.toISOString(),
        status: 'closed',
        helper: null,
      },
    ]);
    expect(detail.ledger).toEqual([
      {
        metric: 'firstResponse',
        turn: 1,
        policyName: 'Rund um die Uhr',
        calendarName: expect.any(String),
        targetMinutes: 30,
        startedAt: at.toISOString(),
        fetchDelaySeconds: 2.5,
        deadlineAt: new Date(at.getTime() + 30 * 60_000).toISOString(),
        metAt: null,
        breachedAt: null,
        cancelledAt: null,
        cancelReason: null,
        cancelledBy: null,
        noAnswerReason: null,
        cancelNote: null,
        pauses: [],
        pausedAt: null,
        workedMinutes: (app.clock.now().getTime() - at.getTime()) / 60_000,
      },
    ]);
    expect(detail.due).toMatchObject({ metric: 'firstResponse', state: 'running' });
    expect((await read(id, await signIn(app, await anAgent(app)))).myDraft).toBeNull();
  });

  it('counts a clock in the hours of its calendar, in the row as in the ledger, until it is met', async () => {
    // Friday 16:30, half an hour before closing.
    app.clock.set('2026-11-20T16:30:00Z');
    headers = await signIn(app, me);
    const conversation = await anArrivedConversation(app);
    const { id, messageId, teamId, channelId } = conversation;
    const nineToFive: [string, string][] = [['09:00', '17:00']];
    await ofTeamHours(app, teamId, { timeZone: 'UTC', weekly: { mon: nineToFive, fri: nineToFive } });
    const at = app.clock.now();
    const turn = { conversationId: id, channelId, teamId, messageId, postedAt: at, receivedAt: at };
    await change((tx) => app.get(SlaService).startClocks(tx, [{ ...turn, isFirst: true, replyCount: 0 }]));
    app.clock.set('2026-11-21T12:00:00Z');
    headers = await signIn(app, me);
    const work = {
      minutes: 30,
      targetMinutes: 60,
      asOf: '2026-11-21T12:00:00.000Z',
      open: [
        ['2026-11-23T09:00:00.000Z', '2026-11-23T17:00:00.000Z'],
        ['2026-11-27T09:00:00.000Z', '2026-11-27T17:00:00.000Z'],
      ],
    };
    const waits = await read(id);
    expect(waits.due).toMatchObject({
      at: '2026-11-23T09:30:00.000Z',
      soonAt: '2026-11-23T09:10:00.000Z',
      work,
    });
    expect(waits.ledger).toMatchObject([{ workedMinutes: 30, work }]);
    const acceptedAt = new Date('2026-11-23T09:20:00Z');
    app.clock.set(acceptedAt);
    headers = await signIn(app, me);
    await change((tx) =>
      app.get(SlaService).recordResponses(tx, [{ conversationId: id, messageId: newId(), acceptedAt }]),
    );
    const met = await read(id);
    expect(met.due).toMatchObject({ state: 'met', work: { minutes: 50, open: [] } });
    expect(met.ledger).toMatchObject([{ workedMinutes: 50 }]);
  });

  it('leaves out of the history what a closed team keeps to itself', async () => {
    const author = { externalId: 'ozge', name: 'Özge' };
    const channel = await aChannel(app);
    const secret = await anArrivedConversation(app, { channel, post: { author } });
    const open = await anArrivedConversation(app, { channel, post: { author } });
    const team = await aTeam(app, { isClosed: true });
    await change((tx) => app.get(ConversationsService).setTeam(tx, [secret.id], team.id, null));
    expect((await read(open.id)).history).toEqual([]);
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    expect((await read(open.id, admin)).history.map(({ id }) => id)).toEqual([secret.id]);
  });

  it('gives back hostile text to the letter', async () => {
    const text = `<script>alert(1)</script> &amp; ' " \\ \u202e {{7*7}} \u{1F469}\u200d\u{1F467} ‮`;
    const conversation = await anArrivedConversation(app, {
      post: { text, author: { name: text, handle: text } },
    });
    const detail = await read(conversation.id);
    expect(detail.messages[0]?.text).toBe(text);
    expect(detail.messages[0]?.author).toMatchObject({ name: text, handle: text });
    expect(detail.contact).toMatchObject({ name: text, handle: text });
    const answer = await request(app.url).get(`/api/conversations/${conversation.id}`).set(headers);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('that is private can be answered in private only', async () => {
    const conversation = await anArrivedConversation(app, {
      post: { kind: 'message', visibility: 'private' },
    });
    expect((await read(conversation.id)).reply.visibilities).toEqual(['private']);
  });

  it.each(['x', '7', "' OR 1=1", '00000000-0000-7000-8000-000000000000'])(
    'with the id %j is not found',
    async (id) => {
      for (const path of ['', '/messages']) {
        const answer = await request(app.url)
          .get(`/api/conversations/${encodeURIComponent(id)}${path}`)
          .set(headers);
        expect([answer.status, answer.body.error?.code]).toEqual([404, 'not-found']);
      }
    },
  );

  it('asks for a session', async () => {
    for (const path of ['', '/counts', '/00000000-0000-7000-8000-000000000000'])
      expect((await request(app.url).get(`/api/conversations${path}`)).status).toBe(401);
  });
});

describe('a long thread', () => {
  it('shows its newest two hundred and is read backwards from there', async () => {
    const conversation = await anArrivedConversation(app);
    const posts = Array.from({ length: 449 }, (_, at) =>
      aPost({
        rootExternalId: conversation.post.externalId,
        inReplyToExternalId: conversation.post.externalId,
        author: conversation.post.author,
        text: `Nachricht ${at}`,
        // In threes at the same moment, so that pages are cut between equals.
        postedAt: new Date(app.clock.now().getTime() - 1_000_000 + Math.floor(at / 3)),
      }),
    );
    await recordPosts(app, conversation.channel, posts);
    const detail = await read(conversation.id);
    expect(detail.messages).toHaveLength(200);
    const seen: MessageItem[] = [...detail.messages];
    for (let cursor = detail.messagesCursor; cursor !== null;) {
      const page: Page<MessageItem> = await read(`${conversation.id}/messages?cursor=${cursor}`);
      seen.unshift(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(450);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(450);
    const times = seen.map(({ postedAt }) => Date.parse(postedAt));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it.each(['x', Buffer.from('["2026-01-01","x"]').toString('base64url')])(
    'refuses the cursor %j',
    async (cursor) => {
      const { id } = await anArrivedConversation(app);
      const answer = await request(app.url)
        .get(`/api/conversations/${id}/messages`)
        .query({ cursor })
        .set(headers);
      expect([answer.status, answer.body.error?.code]).toEqual([400, 'malformed']);
    },
  );
});
