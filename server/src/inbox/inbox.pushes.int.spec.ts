import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { eventually } from '../../test/eventually.ts';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { aMessage } from '../../test/factories/a-message.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { openScreens } from '../../test/open-screens.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ManageAgentsService } from '../agents/manage-agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { DeskModule } from '../desk/desk.module.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { InboxModule } from './inbox.module.ts';

let app: TestApp;
const { open, close, settle } = openScreens(() => app);

beforeAll(async () => {
  app = await createTestApp({ modules: [InboxModule, DeskModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const change = <T>(work: (tx: Tx, conversations: ConversationsService) => Promise<T>): Promise<T> =>
  app.get(UnitOfWork).run((tx) => work(tx, app.get(ConversationsService)));

describe('a post', () => {
  it('is on the screens of those who may see its team, and on no other', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const member = await open(await anAgent(app, { teamIds: [closed.id] }));
    const stranger = await open(await anAgent(app));
    const admin = await open(await anAgent(app, { role: 'admin' }));
    const conversation = await anArrivedConversation(app);
    await settle();
    for (const screen of [member, stranger, admin]) {
      expect(screen.last('conversation.upserted')?.conversation.id).toBe(conversation.id);
      screen.clear();
    }
    await change((tx, steps) => steps.setTeam(tx, [conversation.id], closed.id, null));
    await settle();
    expect(stranger.last('conversation.upserted')).toBeUndefined();
    expect(stranger.last('conversation.removed')).toEqual({
      type: 'conversation.removed',
      id: conversation.id,
    });
    for (const screen of [member, admin]) {
      expect(screen.last('conversation.upserted')?.conversation.team.id).toBe(closed.id);
      expect(screen.last('conversation.removed')).toBeUndefined();
    }
  });

  it('is pushed as a message to those who have the conversation open, and only to them', async () => {
    const conversation = await anArrivedConversation(app);
    const reader = await open(await anAgent(app));
    const other = await open(await anAgent(app));
    expect(await reader.ask('screen.show', { conversationId: conversation.id })).toEqual({ ok: true });
    const message = await aMessage(app, { conversation });
    await settle();
    expect(reader.last('message.upserted')).toMatchObject({
      conversationId: conversation.id,
      message: { id: message.id },
    });
    const row = reader.last('conversation.upserted')?.conversation;
    expect(reader.last('message.upserted')?.version).toBe(row?.version);
    expect(other.last('message.upserted')).toBeUndefined();
    expect(other.last('conversation.upserted')?.conversation.id).toBe(conversation.id);
  });
});

describe('an answer', () => {
  it('names who gave it on what else this customer has open, and leaves all other rows alone', async () => {
    const jana = await anAgent(app);
    const channel = await aChannel(app);
    const { author } = aPost();
    const [answered, follows, helped, closed] = [
      await anArrivedConversation(app, { channel, post: { author } }),
      await anArrivedConversation(app, { channel, post: { author } }),
      await anArrivedConversation(app, { channel, post: { author } }),
      await anArrivedConversation(app, { channel, post: { author }, status: 'closed' }),
    ];
    const stranger = await anArrivedConversation(app, { channel });
    expect(follows.contactId).toBe(answered.contactId);
    const helpedIn = (ids: string[]) =>
      app.database.query('UPDATE conversation SET last_helper_id = $2 WHERE id = ANY($1)', [ids, jana.id]);
    await helpedIn([helped.id]);
    await settle();
    const screen = await open(await anAgent(app));
    await helpedIn([answered.id]);
    await app.get(UnitOfWork).run(async (tx) => {
      tx.emit({
        type: 'reply.accepted',
        conversationId: answered.id,
        messageId: answered.messageId,
        agentId: jana.id,
        acceptedAt: app.clock.now().toISOString(),
      });
    });
    await settle();
    const pushed = new Map(
      screen.ofKind('conversation.upserted').map(({ conversation }) => [conversation.id, conversation]),
    );
    expect(pushed.get(answered.id)?.knows?.id).toBe(jana.id);
    expect(pushed.get(follows.id)?.knows?.id).toBe(jana.id);
    for (const { id } of [helped, closed, stranger]) expect(pushed.has(id)).toBe(false);
  });
});

describe('a burst of changes', () => {
  it('costs few pushes, and the last one is the present state', async () => {
    const jana = await open(await anAgent(app));
    const conversation = await anArrivedConversation(app);
    await settle();
    jana.clear();
    for (let count = 1; count <= 12; count += 1) {
      await change((tx, steps) =>
        steps.setTags(tx, [{ conversationId: conversation.id, tags: [`tag-${count}`] }], null),
      );
    }
    await settle();
    const rows = jana.ofKind('conversation.upserted').map((push) => push.conversation);
    expect(rows.at(-1)?.tags).toEqual(['tag-12']);
    expect(rows.length).toBeLessThan(12);
  });
});

describe('figures', () => {
  it('are pushed to each agent as their own, as the address answers them', async () => {
    const jana = await anAgent(app);
    const mehmet = await anAgent(app);
    const [first, second] = [await open(jana), await open(mehmet)];
    await anArrivedConversation(app, { assigneeId: jana.id });
    await settle();
    expect(first.last('counts.changed')?.counts.views).toMatchObject({ mine: 1, all: 1 });
    expect(second.last('counts.changed')?.counts.views).toMatchObject({ mine: 0, all: 1 });
    const answer = await request(app.url)
      .get('/api/conversations/counts')
      .set(await signIn(app, jana));
    expect(first.last('counts.changed')?.counts).toEqual(answer.body);
  });

  it('tell leads, and only them, that the live report is out of date', async () => {
    const lead = await open(await anAgent(app, { role: 'lead' }));
    const jana = await open(await anAgent(app));
    await anArrivedConversation(app);
    await settle();
    // The team page follows the same changes.
    expect(lead.ofKind('report.stale')).toContainEqual({ type: 'report.stale', report: 'live' });
    expect(jana.last('report.stale')).toBeUndefined();
  });
});

describe('colleagues', () => {
  it('are seen to come and to go, and the list of agents says the same', async () => {
    const jana = await anAgent(app);
    const mehmet = await anAgent(app);
    const mine = await open(jana);
    const isPresent = async () => {
      const answer = await request(app.url)
        .get('/api/agents')
        .set(await signIn(app, jana));
      return (answer.body.items as { id: string; isPresent: boolean }[]).find(({ id }) => id === mehmet.id)
        ?.isPresent;
    };
    expect(await isPresent()).toBe(false);
    const his = await open(mehmet);
    await settle();
    expect(mine.ofKind('agent.changed')).toContainEqual(
      expect.objectContaining({ agentId: mehmet.id, isPresent: true }),
    );
    expect(await isPresent()).toBe(true);
    close(his);
    await eventually(() =>
      expect(mine.last('agent.changed')).toMatchObject({ agentId: mehmet.id, isPresent: false }),
    );
    expect(await isPresent()).toBe(false);
  });

  it('lose the room of a conversation that moves out of their sight', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const conversation = await anArrivedConversation(app);
    const screen = await open(await anAgent(app));
    await screen.ask('screen.show', { conversationId: conversation.id });
    await change((tx, steps) => steps.setTeam(tx, [conversation.id], closed.id, null));
    await settle();
    screen.clear();
    await aMessage(app, { conversation });
    await settle();
    expect(screen.pushes.filter(({ type }) => type !== 'counts.changed')).toEqual([]);
  });

  it('hear of a closed team from the moment they belong to it, and no longer than that', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const home = await theDefaultTeam(app);
    const jana = await anAgent(app, { teamIds: [home.id] });
    const conversation = await anArrivedConversation(app);
    await change((tx, steps) => steps.setTeam(tx, [conversation.id], closed.id, null));
    await settle();
    const screen = await open(jana);
    const tagged = (tags: string[]) =>
      change((tx, steps) => steps.setTags(tx, [{ conversationId: conversation.id, tags }], null));
    const belongTo = async (teamIds: string[]): Promise<void> => {
      const away = new Promise((resolve) => screen.socket.once('disconnect', resolve));
      await app.get(ManageAgentsService).update(jana.id, { teamIds });
      await away;
      await eventually(() => expect(screen.socket.connected).toBe(true));
      await settle();
      screen.clear();
    };
    await tagged(['before']);
    await settle();
    expect(screen.last('conversation.upserted')).toBeUndefined();
    await belongTo([home.id, closed.id]);
    await tagged(['member']);
    await settle();
    expect(screen.last('conversation.upserted')?.conversation.tags).toEqual(['member']);
    await belongTo([home.id]);
    await tagged(['after']);
    await settle();
    expect(screen.last('conversation.upserted')).toBeUndefined();
  });
});
