import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { explain } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { Database } from '../platform/database/database.ts';
import { FacePlacesRepository } from './face-places.repository.ts';

const PEOPLE = 200;
const REPLIES = 40_000;

let app: TestApp;
let agentId: string;

/** What two hundred people have written, so that one of them can take back their face. */
beforeAll(async () => {
  app = await createTestApp();
  agentId = (await anAgent(app)).id;
  const conversation = await aConversation(app);
  await app.database.query(
    `INSERT INTO agent (id, email, role, display_name, public_name, mark, availability_since, availability_set_at, created_at)
     SELECT gen_random_uuid(), 'p' || n || '@brueckenfunk.example', 'agent', 'P ' || n, 'P', 'P' || n, $2, $2, $2
     FROM generate_series(1, $1::int) AS n`,
    [PEOPLE - 1, app.clock.now()],
  );
  await app.database.query(
    `INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, agent_id, author_snapshot, text,
       signature, check_code, delivery_state, posted_at, ordered_at, received_at)
     SELECT gen_random_uuid(), $1, $2, 'reply', 'public', 2, a.id, '{"faceVersion": 1}', 'Gern.', '^JK',
       a.mark || '-' || n, 'sent', $3, $3, $3
     FROM agent a CROSS JOIN generate_series(1, $4::int) AS n`,
    [conversation.id, conversation.channelId, app.clock.now(), REPLIES / PEOPLE],
  );
  await app.database.query('ANALYZE message, agent, channel');
});
afterAll(() => app.close());

test('counting where a face stands reads the replies of one person, not everybody’s', async () => {
  let asked: [string, readonly unknown[]] | null = null;
  const listening = {
    query: async (sql: string, params: readonly unknown[]) => {
      asked = [sql, params];
      return app.database.query(sql, params);
    },
  } as unknown as Database;
  const repository = new FacePlacesRepository(listening, { provide: () => {} } as never);
  expect(await repository.placesOf(agentId)).toMatchObject({ replies: REPLIES / PEOPLE });
  const [sql, params] = asked!;
  const plan = await explain(app, sql, params);
  expect(plan.indexes).toContain('ix_message_author');
  expect(plan.scanned).not.toContain('message');
});
