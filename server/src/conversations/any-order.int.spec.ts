import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPost, type PostGiven } from '../../test/factories/a-post.ts';
import { recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConversationsModule } from './conversations.module.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule, ConversationsModule] });
});
afterAll(() => app.close());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute));
const [svenja, murat] = ['svenja', 'murat'].map((externalId) => ({ externalId, name: externalId }));

/** Two threads that name their root, one whose posts know only their parents, and edits of some. */
const news: PostGiven[] = [
  { externalId: 'a', author: svenja, postedAt: at(1), text: 'a1' },
  { externalId: 'a', author: svenja, postedAt: at(1), text: 'a2', editedAt: at(20) },
  { externalId: 'a', author: svenja, postedAt: at(1), text: 'a3', editedAt: at(30) },
  {
    externalId: 'a-b',
    rootExternalId: 'a',
    inReplyToExternalId: 'a',
    author: murat,
    postedAt: at(2),
    text: 'ab',
  },
  {
    externalId: 'a-c',
    rootExternalId: 'a',
    inReplyToExternalId: 'a-b',
    author: svenja,
    postedAt: at(3),
    text: 'ac',
  },
  { externalId: 'd', author: murat, postedAt: at(4), text: 'd' },
  { externalId: 'd-e', rootExternalId: 'd', author: svenja, postedAt: at(5), text: 'de', editedAt: at(6) },
  { externalId: 'f', author: svenja, postedAt: at(7), text: 'f' },
  { externalId: 'g', inReplyToExternalId: 'f', author: murat, postedAt: at(8), text: 'g' },
  { externalId: 'h', inReplyToExternalId: 'g', author: svenja, postedAt: at(9), text: 'h' },
  { externalId: 'i', inReplyToExternalId: 'f', author: murat, postedAt: at(10), text: 'i' },
];

async function stateAfter(batches: PostGiven[][]): Promise<unknown> {
  const channel = await aChannel(app);
  for (const batch of batches) await recordPosts(app, channel, batch.map(aPost));
  return app.database.query(
    `SELECT c.status, c.subject, c.excerpt, c.unread, p.display_name AS contact, c.last_customer_message_at AS at,
       ARRAY(
         SELECT m.external_id || ' ' || m.text || ' ' || coalesce(r.external_id, '')
         FROM message m LEFT JOIN message r ON r.id = m.in_reply_to_message_id
         WHERE m.conversation_id = c.id ORDER BY m.ordered_at, m.external_id
       ) AS messages
     FROM conversation c JOIN contact p ON p.id = c.contact_id WHERE c.channel_id = $1 ORDER BY messages`,
    [channel.id],
  );
}

it('ends in the same state, in whatever order, how often and in how many pieces the news arrive', async () => {
  const expected = await stateAfter([news]);
  const deliveries = fc
    .shuffledSubarray([...news, ...news], { minLength: news.length * 2 })
    .chain((order) => fc.tuple(fc.constant(order), fc.integer({ min: 1, max: order.length })));
  await fc.assert(
    fc.asyncProperty(deliveries, async ([order, size]) => {
      const batches = [];
      for (let from = 0; from < order.length; from += size) batches.push(order.slice(from, from + size));
      expect(await stateAfter(batches)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
