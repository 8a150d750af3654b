import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aPost, type PostGiven } from '../../test/factories/a-post.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  recordPosts,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { DataSource } from 'typeorm';
import { eventually } from '../../test/eventually.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import type { NewReply } from './conversation.types.ts';
import { ConversationsModule } from './conversations.module.ts';
import { RecordReplyService } from './record-reply.service.ts';

let app: TestApp;
let agent: AgentRecord;
let conversation: TestConversation;

beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule, ConversationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  agent = await anAgent(app);
  conversation = await anArrivedConversation(app, { post: { externalId: 'question' } });
});

const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);
const steps = () => app.get(RecordReplyService);

async function aReply(given: Partial<NewReply> = {}): Promise<string> {
  const id = newId();
  await run((tx) =>
    steps().recordReply(tx, {
      id,
      conversationId: conversation.id,
      agentId: agent.id,
      authorSnapshot: {
        agentId: agent.id,
        publicName: 'Jana K.',
        mark: 'JK',
        faceVersion: 1,
        teamName: null,
      },
      visibility: 'public',
      text: 'Wir kümmern uns. ^JK vis.example/c/ABCD',
      signature: '^JK vis.example/c/ABCD',
      checkCode: id.slice(-13),
      language: 'de',
      inReplyToMessageId: conversation.messageId,
      mediaIds: [],
      deliveryState: 'sending',
      deliveryNextAt: null,
      ...given,
    }),
  );
  return id;
}

const accept = (messageId: string, externalId: string) =>
  run((tx) =>
    steps().recordAcceptedReplies(tx, [
      { messageId, externalId, permalink: null, acceptedAt: app.clock.now() },
    ]),
  );

const ours = (given: PostGiven) =>
  recordPosts(app, conversation.channel, [
    aPost({
      isOwn: true,
      rootExternalId: 'question',
      inReplyToExternalId: 'question',
      author: { externalId: 'us' },
      ...given,
    }),
  ]);

const state = async () =>
  (
    await app.database.query(
      `SELECT status, sequence, reply_count AS replies, last_helper_id AS helper, has_failed_delivery AS failed FROM conversation`,
    )
  )[0];
const messages = () =>
  app.database.query<{ id: string; type: string; externalId: string | null }>(
    `SELECT id, type, external_id AS "externalId" FROM message WHERE conversation_id IS NOT NULL ORDER BY ordered_at, id`,
  );

describe('a reply on its way', () => {
  it('raises the sequence when it is written, and not again when it is accepted', async () => {
    const id = await aReply();
    expect(await state()).toMatchObject({ status: 'new', sequence: 2, replies: 0 });
    await accept(id, 'answer');
    expect(await state()).toEqual({
      status: 'waiting',
      sequence: 2,
      replies: 1,
      helper: agent.id,
      failed: false,
    });
  });

  it('is accepted once, however often the network says so', async () => {
    const id = await aReply();
    await accept(id, 'answer');
    await accept(id, 'answer');
    expect(await state()).toMatchObject({ replies: 1 });
    const events = await app.database.query(`SELECT id FROM domain_event WHERE type = 'reply.accepted'`);
    expect(events).toHaveLength(1);
  });

  it('shows a failed delivery on the conversation until it is mended', async () => {
    const id = await aReply();
    const fault = { kind: 'transient', detail: 'Bad gateway' };
    const set = (deliveryState: 'failed' | 'queued') =>
      run((tx) =>
        steps().setDelivery(tx, [
          {
            messageId: id,
            state: deliveryState,
            nextAt: null,
            attempts: 1,
            error: deliveryState === 'failed' ? fault : null,
          },
        ]),
      );
    await set('failed');
    expect(await state()).toMatchObject({ failed: true });
    await set('queued');
    expect(await state()).toMatchObject({ failed: false });
  });

  it('answers a message of its own conversation only', async () => {
    const other = await anArrivedConversation(app, { channel: conversation.channel });
    const id = await aReply({ inReplyToMessageId: other.messageId });
    expect((await messages()).map((message) => message.id)).not.toContain(id);
  });
});

describe('a reply coming back', () => {
  it('is recognised by its words and its parent before anybody told us its id', async () => {
    const id = await aReply();
    const arrived = await ours({
      externalId: 'echo',
      text: 'Wir  kümmern uns.\n^JK vis.example/c/ABCD ',
      permalink: 'https://n.example/echo',
    });
    expect(arrived.echoes).toEqual([
      {
        conversationId: conversation.id,
        messageId: id,
        externalId: 'echo',
        permalink: 'https://n.example/echo',
        postedAt: new Date('2026-11-20T09:58:00Z'),
      },
    ]);
    expect(arrived.outcomes).toEqual(['duplicate']);
    expect((await messages()).map(({ type, externalId }) => [type, externalId])).toEqual([
      ['inbound', 'question'],
      ['reply', 'echo'],
    ]);
    expect(await state()).toMatchObject({ sequence: 2 });
  });

  it.each([
    ['is recognised', async () => {}],
    ['is seen', (id: string) => accept(id, 'on the network')],
  ])('waits for its conversation before it %s, as everybody does', async (_name, prepare) => {
    const id = await aReply();
    await prepare(id);
    const delivery = app.get(DataSource).createQueryRunner();
    await delivery.startTransaction();
    try {
      await delivery.query('SELECT FROM conversation WHERE id = $1 FOR UPDATE', [conversation.id]);
      const echo = ours({ externalId: 'on the network', text: 'Wir kümmern uns. ^JK vis.example/c/ABCD' });
      await eventually(async () => {
        expect(await app.database.query('SELECT FROM pg_locks WHERE NOT granted')).toHaveLength(1);
      });
      // Whoever has the conversation gets its messages: otherwise each would wait for the other.
      await delivery.query('SELECT FROM message WHERE id = $1 FOR UPDATE NOWAIT', [id]);
      await delivery.commitTransaction();
      expect((await echo).duplicates).toBe(1);
    } finally {
      if (delivery.isTransactionActive) await delivery.rollbackTransaction();
      await delivery.release();
    }
  });

  it('is recognised by its id once we know that', async () => {
    await accept(await aReply(), 'answer');
    const arrived = await ours({ externalId: 'answer', text: 'shortened by the network' });
    expect(arrived).toMatchObject({ outcomes: ['duplicate'], echoes: [] });
    expect(await messages()).toHaveLength(2);
  });

  it.each([
    ['other words', { text: 'Ganz was anderes' }],
    ['another parent', { inReplyToExternalId: 'something else' }],
  ])('is a post made by hand when it has %s', async (_name, changes) => {
    await aReply();
    const arrived = await ours({
      externalId: 'by hand',
      text: 'Wir kümmern uns. ^JK vis.example/c/ABCD',
      ...changes,
    });
    expect(arrived).toMatchObject({ outcomes: ['accepted'], echoes: [], customerTurns: [] });
    expect(await messages()).toHaveLength(3);
    expect(await state()).toMatchObject({ status: 'new' });
  });

  it('matches two replies of the same words one to one', async () => {
    const first = await aReply();
    const second = await aReply();
    const text = 'Wir kümmern uns. ^JK vis.example/c/ABCD';
    await ours({ externalId: 'one', text });
    const arrived = await ours({ externalId: 'two', text });
    expect(arrived.echoes.map((echo) => echo.messageId)).toEqual([second]);
    const ids = new Map((await messages()).map((message) => [message.id, message.externalId]));
    expect([ids.get(first), ids.get(second)]).toEqual(['one', 'two']);
  });

  it('takes the place of its double when the network had changed the words', async () => {
    const id = await aReply();
    await ours({ externalId: 'answer', text: 'Wir kümmern uns. ^JK vis.example/…' });
    await recordPosts(app, conversation.channel, [
      aPost({ externalId: 'thanks', rootExternalId: 'question', inReplyToExternalId: 'answer' }),
    ]);
    await accept(id, 'answer');
    expect((await messages()).map(({ type, externalId }) => [type, externalId])).toEqual(
      expect.arrayContaining([
        ['inbound', 'question'],
        ['inbound', 'thanks'],
        ['reply', 'answer'],
      ]),
    );
    expect(await messages()).toHaveLength(3);
    const [answer] = await app.database.query(
      `SELECT in_reply_to_message_id AS parent FROM message WHERE external_id = 'thanks'`,
    );
    expect(answer).toEqual({ parent: id });
  });

  it('is shown as deleted when it was deleted on the network', async () => {
    await accept(await aReply(), 'answer');
    await ours({ externalId: 'answer', isDeleted: true, text: '' });
    const [reply] = await app.database.query(
      `SELECT delivery_state AS state, deleted_at IS NOT NULL AS deleted, text FROM message WHERE type = 'reply'`,
    );
    expect(reply).toMatchObject({
      state: 'deleted',
      deleted: true,
      text: expect.stringContaining('kümmern'),
    });
  });
});

describe('what the database itself refuses', () => {
  it.each([
    ['its snapshot', `author_snapshot = '{}'`],
    ['its agent', `agent_id = (SELECT id FROM agent WHERE mark = 'ZZ')`],
    ['its signature', `signature = '^XX'`],
    ['its check code', `check_code = 'OTHER'`],
    ['its type', `type = 'inbound', delivery_state = NULL`],
  ])('is changing %s of a reply', async (_name, change) => {
    await anAgent(app, { mark: 'ZZ' });
    await aReply();
    const attempt = run((tx) => tx.query(`UPDATE message SET ${change} WHERE type = 'reply'`));
    await expect(attempt).rejects.toThrow(/keeps the agent, snapshot, signature/);
  });

  it('is a reply without a human', async () => {
    await aReply();
    const columns = `conversation_id, channel_id, type, visibility, sequence, text, posted_at, ordered_at, received_at, delivery_state`;
    const attempt = (agentId: string, snapshot: string) =>
      run((tx) =>
        tx.query(
          `INSERT INTO message (id, agent_id, author_snapshot, ${columns})
           SELECT $1, ${agentId}, ${snapshot}, ${columns} FROM message WHERE type = 'reply'`,
          [newId()],
        ),
      );
    await expect(attempt('NULL', 'author_snapshot')).rejects.toThrow(/ck_message_/);
    await expect(attempt('agent_id', 'NULL')).rejects.toThrow(/ck_message_signed/);
  });
});

describe('a note', () => {
  it('raises the sequence, reaches those it names, and is seen when they look', async () => {
    const colleague = await anAgent(app);
    const note = await run((tx) =>
      steps().addNote(tx, {
        conversationId: conversation.id,
        agentId: agent.id,
        text: 'Kennst du das?',
        mentions: [colleague.id, newId()],
      }),
    );
    expect(note).toMatchObject({ sequence: 2 });
    const unseen = () =>
      app.database.query(`SELECT agent_id AS id FROM message_mention WHERE seen_at IS NULL`);
    expect(await unseen()).toEqual([{ id: colleague.id }]);
    await run((tx) => steps().seeMentions(tx, conversation.id, agent.id));
    expect(await unseen()).toHaveLength(1);
    await run((tx) => steps().seeMentions(tx, conversation.id, colleague.id));
    expect(await unseen()).toEqual([]);
  });
});
