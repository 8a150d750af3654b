import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { conversations } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { explain } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { MINE_STATEMENT } from './figures.repository.ts';

const PEOPLE = 20;
/** Of each person, one an hour: the newest of more than eight months. */
const REPLIES = 6_000;
const CONVERSATIONS = 500;
/** Each may lie in a block of its own; with the index and the conversations that makes fewer than two for each. */
const BLOCKS_EACH = 2;

let app: TestApp;
let agentId: string;
const NOW = new Date('2026-11-20T12:00:00Z');
beforeAll(async () => {
  app = await createTestApp();
  app.clock.set(NOW.toISOString());
  const ids = (await conversations(app, CONVERSATIONS)).map(({ id }) => id);
  for (let count = 0; count < PEOPLE; count += 1) agentId = (await anAgent(app)).id;
  await app.database.query(
    `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
       author_snapshot, text, signature, check_code, delivery_state, posted_at, ordered_at, received_at)
     SELECT md5(a.id || '-' || n)::uuid, c.id, c.channel_id, a.id || '-' || n, 'reply', 'public', 2, a.id, '{}', 'Gern.', '^JK',
       a.id || '-' || n, 'sent', at, at, at
     FROM generate_series(1, $2::int) n CROSS JOIN agent a
     CROSS JOIN LATERAL (SELECT $3::timestamptz - n * interval '1 hour' AS at) at
     JOIN conversation c ON c.id = ($1::uuid[])[1 + n % $4::int]
     ORDER BY at, a.id`,
    [ids, REPLIES, NOW, CONVERSATIONS],
  );
  await app.database.query('VACUUM ANALYZE message, agent, conversation');
});
afterAll(() => app.close());

test('figures of one person of four weeks read no replies from before', async () => {
  const days = 28;
  const from = new Date(NOW.getTime() - days * 86_400_000);
  const plan = await explain(app, MINE_STATEMENT, [agentId, from, 'Europe/Berlin']);
  expect(plan.indexes).toContain('ix_message_author');
  expect(plan.scanned).not.toContain('message');
  expect(plan.blocks).toBeLessThan(days * 24 * BLOCKS_EACH);
});
