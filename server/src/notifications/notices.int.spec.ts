import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeCount, NoticeItem, NoticeKind, NoticeSettings } from '@visavis/shared/api/notices';
import type { Page } from '@visavis/shared/api/page';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import request from 'supertest';
import { aMessage } from '../../test/factories/a-message.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { PruneNoticesService } from './prune-notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';
import { RecordNoticesService } from './record-notices.service.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let conversation: TestConversation;

beforeAll(async () => {
  app = await createTestApp({ modules: [ConversationsModule, NotificationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app, { displayName: 'Jana Krüger' });
  mehmet = await anAgent(app, { displayName: 'Mehmet Yıldız' });
  conversation = await anArrivedConversation(app);
});

const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);

async function assign(agentId: string | null, actor: string | null, id = conversation.id): Promise<void> {
  await run((tx) => app.get(ConversationsService).assign(tx, [{ conversationId: id, agentId }], actor));
  await app.settle();
}

async function note(
  author: AgentRecord,
  given: { mentions?: string[]; asks?: string[]; text?: string } = {},
) {
  const { mentions = [], asks = [], text = 'Kennst du den Router?' } = given;
  const row = { conversationId: conversation.id, agentId: author.id, text, mentions, asks };
  const added = await run((tx) => app.get(RecordReplyService).addNote(tx, row));
  await app.settle();
  return added?.messageId ?? '';
}

async function move(cause: 'close' | 'wait'): Promise<void> {
  await run((tx) => app.get(ConversationsService).setStatus(tx, [conversation.id], cause, null));
  await app.settle();
}

async function customerWrites(): Promise<string> {
  app.clock.advance({ minutes: 5 });
  const { id } = await aMessage(app, { conversation });
  await app.settle();
  return id;
}

async function handOver(to: AgentRecord, by: AgentRecord, text = 'Wartet seit gestern.'): Promise<void> {
  const id = newId();
  const { id: conversationId, teamId } = conversation;
  await run(async (tx) => {
    await app.get(ConversationsService).assign(tx, [{ conversationId, agentId: to.id }], by.id);
    await tx.query(
      `INSERT INTO hand_over (id, conversation_id, to_agent_id, from_team_id, to_team_id, cause, note, by_agent_id, at)
       VALUES ($1, $2, $3, $4, $4, 'hand', $5, $6, $7)`,
      [id, conversationId, to.id, teamId, text, by.id, app.clock.now()],
    );
    const card = { handOverId: id, from: by.id, to: to.id, cause: 'hand', actor: by.id } as const;
    tx.emit({ type: 'conversation.handedOver', conversationId, teamId, ...card });
  });
  await app.settle();
}

async function get<T>(agent: AgentRecord, path: string): Promise<T> {
  const answer = await request(app.url)
    .get(path)
    .set(await signIn(app, agent))
    .expect(200);
  return answer.body as T;
}
async function see(agent: AgentRecord, body: object): Promise<NoticeCount> {
  const answer = await request(app.url)
    .post('/api/notices/seen')
    .set(await signIn(app, agent))
    .send(body)
    .expect(200);
  await app.settle();
  return answer.body as NoticeCount;
}
async function choose(
  agent: AgentRecord,
  kind: NoticeKind,
  ways: Partial<NoticeSettings['ways'][NoticeKind]>,
) {
  const settings: NoticeSettings = {
    ...defaultNoticeSettings,
    ways: { ...defaultNoticeSettings.ways, [kind]: { ...defaultNoticeSettings.ways[kind], ...ways } },
  };
  await request(app.url)
    .put('/api/me/notice-settings')
    .set(await signIn(app, agent))
    .send(settings)
    .expect(200);
}
const notices = async (agent: AgentRecord) => (await get<Page<NoticeItem>>(agent, '/api/notices')).items;
const kinds = async (agent: AgentRecord) => (await notices(agent)).map(({ kind }) => kind);
const hear = (...facts: DomainEvent[]) => app.get(RecordNoticesService).record(facts);

describe('somebody is told', () => {
  it('of what a colleague gave them, with who and about whom', async () => {
    await assign(jana.id, mehmet.id);
    expect(await notices(jana)).toEqual([
      {
        id: expect.any(String),
        kind: 'assigned',
        count: 1,
        conversation: {
          id: conversation.id,
          contactName: conversation.post.author.name,
          contactAvatarUrl: null,
          excerpt: expect.any(String),
        },
        channel: null,
        team: null,
        actor: { id: mehmet.id, name: 'Mehmet Yıldız', avatarUrl: expect.stringContaining(mehmet.id) },
        text: '',
        at: app.clock.now().toISOString(),
        seenAt: null,
        ways: { inApp: true, browser: true },
      },
    ]);
    expect(await notices(mehmet)).toEqual([]);
  });

  it('of a hand-over once, with its paragraph, however often and in whatever order its facts are heard', async () => {
    await handOver(jana, mehmet);
    const [card] = await notices(jana);
    expect(card).toMatchObject({ kind: 'handOver', text: 'Wartet seit gestern.', actor: { id: mehmet.id } });
    await hear({
      type: 'conversation.assigned',
      conversationId: conversation.id,
      teamId: conversation.teamId,
      before: null,
      after: jana.id,
      actor: mehmet.id,
    });
    expect(await notices(jana)).toEqual([card]);
  });

  it('of a card instead of the assignment that was told a moment earlier', async () => {
    await assign(jana.id, mehmet.id);
    await assign(null, null);
    await handOver(jana, mehmet);
    expect(await kinds(jana)).toEqual(['handOver']);
  });

  it('of a question, of its answer, and of nothing twice', async () => {
    await note(mehmet, { mentions: [jana.id], asks: [jana.id] });
    expect(await kinds(jana)).toEqual(['askedForHelp']);
    const answer = await note(jana, { text: 'Ja, der braucht ein Update.', mentions: [mehmet.id] });
    expect(await notices(mehmet)).toEqual([
      expect.objectContaining({ kind: 'answered', text: 'Ja, der braucht ein Update.' }),
    ]);
    await note(jana, { text: 'Noch etwas.' });
    await hear({
      type: 'note.added',
      conversationId: conversation.id,
      messageId: answer,
      authorId: jana.id,
      mentions: [mehmet.id],
      asked: [],
      answers: [mehmet.id],
    });
    expect(await kinds(mehmet)).toEqual(['answered']);
  });

  it('of a customer who is back from waiting and from closed, not of one who is being helped', async () => {
    await assign(jana.id, jana.id);
    await customerWrites();
    expect(await kinds(jana)).toEqual([]);
    await move('wait');
    await customerWrites();
    expect(await kinds(jana)).toEqual(['customerBack']);
    await move('close');
    const messageId = await customerWrites();
    expect(await kinds(jana)).toEqual(['customerBack', 'customerBack']);
    await hear({
      type: 'message.received',
      conversationId: conversation.id,
      messageId,
      channelId: conversation.channelId,
      isCustomer: true,
    });
    expect(await kinds(jana)).toHaveLength(2);
  });

  it('of a followed conversation once until they have looked', async () => {
    await run((tx) =>
      tx.query('INSERT INTO conversation_follower (conversation_id, agent_id, at) VALUES ($1, $2, $3)', [
        conversation.id,
        jana.id,
        app.clock.now(),
      ]),
    );
    await customerWrites();
    await customerWrites();
    await note(mehmet);
    expect(await kinds(jana)).toEqual(['followed']);
    await see(jana, { conversationId: conversation.id });
    await note(mehmet);
    expect((await notices(jana)).map(({ actor, seenAt }) => [actor?.name ?? null, seenAt !== null])).toEqual([
      ['Mehmet Yıldız', false],
      [null, true],
    ]);
  });
});

describe('nobody is told', () => {
  it('of what they did themselves', async () => {
    await assign(jana.id, jana.id);
    await note(jana, { mentions: [jana.id] });
    expect(await notices(jana)).toEqual([]);
  });

  it('of what a closed team keeps to itself, and not any more of what they may not see any more', async () => {
    const closed = await aTeam(app, { name: 'Betrug', isClosed: true });
    await note(mehmet, { mentions: [jana.id] });
    expect(await get<NoticeCount>(jana, '/api/notices/count')).toEqual({ unseen: 1, unseenMentions: 1 });
    await run((tx) => app.get(ConversationsService).setTeam(tx, [conversation.id], closed.id, null));
    await app.settle();
    expect(await notices(jana)).toEqual([]);
    expect(await get<NoticeCount>(jana, '/api/notices/count')).toEqual({ unseen: 0, unseenMentions: 0 });
    await note(mehmet, { mentions: [jana.id] });
    const [stored] = await app.database.query('SELECT count(*)::int AS count FROM notice');
    expect(stored).toEqual({ count: 1 });
  });

  it('after they left', async () => {
    await app.database.query('UPDATE agent SET deactivated_at = now() WHERE id = $1', [jana.id]);
    await note(mehmet, { mentions: [jana.id] });
    expect(await app.database.query('SELECT id FROM notice')).toEqual([]);
  });

  it('of a kind that they switched off, and of one that is only for e-mails nothing in the app', async () => {
    await choose(jana, 'mentioned', { inApp: false, browser: false, mail: false });
    await note(mehmet, { mentions: [jana.id] });
    expect(await app.database.query('SELECT id FROM notice')).toEqual([]);
    await choose(jana, 'mentioned', { inApp: false, browser: false, mail: true });
    await note(mehmet, { mentions: [jana.id] });
    expect(await notices(jana)).toEqual([]);
    expect(await app.database.query('SELECT by_mail AS mail FROM notice')).toEqual([{ mail: true }]);
  });
});

describe('the list', () => {
  it('is read page by page, the newest first, while others arrive', async () => {
    for (let at = 0; at < 5; at += 1) {
      app.clock.advance({ seconds: 1 });
      await note(mehmet, { mentions: [jana.id], text: `Notiz ${at}` });
    }
    const first = await get<Page<NoticeItem>>(jana, '/api/notices?limit=2');
    app.clock.advance({ seconds: 1 });
    await note(mehmet, { mentions: [jana.id], text: 'Neu' });
    const second = await get<Page<NoticeItem>>(jana, `/api/notices?limit=2&cursor=${first.nextCursor}`);
    const third = await get<Page<NoticeItem>>(jana, `/api/notices?limit=2&cursor=${second.nextCursor}`);
    const texts = [first, second, third].map(({ items }) => items.map(({ text }) => text));
    expect(texts).toEqual([['Notiz 4', 'Notiz 3'], ['Notiz 2', 'Notiz 1'], ['Notiz 0']]);
    expect(third.nextCursor).toBeNull();
  });

  it.each(['x', 'WzFd', Buffer.from('["2026-11-20T10:00:00Z",5]').toString('base64url')])(
    'refuses a cursor of another list: %s',
    async (cursor) => {
      const headers = await signIn(app, jana);
      await request(app.url).get('/api/notices').query({ cursor }).set(headers).expect(400);
    },
  );
});

describe('having seen', () => {
  it('is by id, by conversation or all, and only one’s own', async () => {
    await note(mehmet, { mentions: [jana.id] });
    await assign(jana.id, mehmet.id);
    const [assigned, mentioned] = await notices(jana);
    expect(await see(mehmet, { ids: [mentioned!.id] })).toEqual({ unseen: 0, unseenMentions: 0 });
    expect(await see(jana, { ids: [mentioned!.id, newId()] })).toEqual({ unseen: 1, unseenMentions: 0 });
    expect(await see(jana, { conversationId: newId() })).toEqual({ unseen: 1, unseenMentions: 0 });
    expect(await see(jana, { conversationId: conversation.id })).toEqual({ unseen: 0, unseenMentions: 0 });
    expect((await notices(jana)).map(({ seenAt }) => seenAt !== null)).toEqual([true, true]);
    await see(jana, {});
    expect(assigned?.kind).toBe('assigned');
    await note(mehmet, { mentions: [jana.id] });
    expect(await see(jana, {})).toEqual({ unseen: 0, unseenMentions: 0 });
  });

  it('is also writing there: a note, or a reply that went out', async () => {
    await note(mehmet, { mentions: [jana.id] });
    await note(jana, { text: 'Ich sehe es mir an.' });
    expect((await notices(jana)).map(({ seenAt }) => seenAt !== null)).toEqual([true]);
    app.clock.advance({ minutes: 1 });
    await assign(jana.id, mehmet.id);
    const acceptedAt = app.clock.now().toISOString();
    const reply = { messageId: newId(), agentId: jana.id, acceptedAt } as const;
    await hear({ type: 'reply.accepted', conversationId: conversation.id, ...reply });
    expect(await get<NoticeCount>(jana, '/api/notices/count')).toEqual({ unseen: 0, unseenMentions: 0 });
    app.clock.advance({ minutes: 1 });
    await note(mehmet, { mentions: [jana.id] });
    await hear({ type: 'reply.accepted', conversationId: conversation.id, ...reply });
    expect(await get<NoticeCount>(jana, '/api/notices/count')).toEqual({ unseen: 1, unseenMentions: 1 });
  });

  it('is not needed of what is closed by now, but of what was asked there', async () => {
    await assign(jana.id, mehmet.id);
    await note(mehmet, { mentions: [jana.id] });
    await move('close');
    const news = (await notices(jana)).filter(({ seenAt }) => seenAt === null);
    expect(news.map(({ kind }) => kind)).toEqual(['mentioned']);
    await customerWrites();
    expect(await get<NoticeCount>(jana, '/api/notices/count')).toEqual({ unseen: 2, unseenMentions: 1 });
  });

  it('is forgotten after three months, what nobody saw is not', async () => {
    await note(mehmet, { mentions: [jana.id], text: 'gesehen' });
    await see(jana, {});
    await note(mehmet, { mentions: [jana.id], text: 'ungesehen' });
    app.clock.advance({ hours: 24 * 90 });
    await app.get(PruneNoticesService).prune();
    expect(await notices(jana)).toHaveLength(2);
    app.clock.advance({ seconds: 1 });
    await app.settle();
    await app.get(PruneNoticesService).prune();
    expect((await notices(jana)).map(({ text }) => text)).toEqual(['ungesehen']);
  });
});

describe('the settings', () => {
  it('are the defaults until somebody chose, and theirs from then on', async () => {
    expect(await get(jana, '/api/me/notice-settings')).toEqual(defaultNoticeSettings);
    await choose(jana, 'assigned', { mail: false });
    const chosen = await get<NoticeSettings>(jana, '/api/me/notice-settings');
    expect(chosen.ways.assigned).toEqual({ inApp: true, browser: true, mail: false });
    expect(await get(mehmet, '/api/me/notice-settings')).toEqual(defaultNoticeSettings);
  });

  it.each<[string, object, number]>([
    ['a time that no clock shows', { quiet: { from: '25:00', to: '07:00' } }, 422],
    ['hours without an end', { quiet: { from: '20:00' } }, 422],
    ['hours that end when they begin', { quiet: { from: '20:00', to: '20:00' } }, 422],
    ['a list for hours', { quiet: ['20:00'] }, 400],
    ['ways without a kind', { ways: {} }, 422],
    ['a way that is no yes or no', { ways: { ...defaultNoticeSettings.ways, assigned: { inApp: 1 } } }, 422],
    ['no ways', { ways: null }, 400],
    ['an e-mail at once', { mailAfterMinutes: 0 }, 400],
    ['half a minute', { mailAfterMinutes: 7.5 }, 400],
    ['texts perhaps', { showsTexts: 'perhaps' }, 400],
  ])('refuse %s', async (_what, change, status) => {
    const headers = await signIn(app, jana);
    const body = { ...defaultNoticeSettings, ...change };
    await request(app.url).put('/api/me/notice-settings').set(headers).send(body).expect(status);
  });
});
