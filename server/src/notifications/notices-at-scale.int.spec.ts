import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { conversations } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { explain } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { COUNT_STATEMENT, LIST_STATEMENT, NEWEST_STATEMENT, PRUNE_STATEMENT } from './notices.repository.ts';
import { NotificationsModule } from './notifications.module.ts';

const READERS = 50;
const NOTICES = 100_000;
const CONVERSATIONS = 5_000;
const MIDDLE = '0000ffff-0000-7000-8000-000000000000';

let app: TestApp;
let jana: AgentRecord;
let lead: AgentRecord;

beforeAll(async () => {
  app = await createTestApp({ modules: [ConversationsModule, NotificationsModule] });
  jana = await anAgent(app);
  lead = await anAgent(app);
  const others = await Promise.all(Array.from({ length: READERS - 2 }, () => anAgent(app)));
  const people = [jana, lead, ...others];
  const about = await conversations(app, CONVERSATIONS);
  // The newest hundredth is unseen: some twenty for everybody.
  await app.database.query(
    `INSERT INTO notice (id, agent_id, kind, conversation_id, source_id, at, in_app, by_browser, by_mail, seen_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ($1::uuid[])[1 + n % ${READERS}],
       CASE WHEN n % 3 = 0 THEN 'mentioned' ELSE 'assigned' END, ($2::uuid[])[1 + n % ${CONVERSATIONS}], gen_random_uuid(),
       $3::timestamptz + n * interval '1 minute', true, true, true,
       CASE WHEN n <= ${NOTICES * 0.99} THEN $3::timestamptz + n * interval '1 minute' END
     FROM generate_series(1, ${NOTICES}) n`,
    [people.map(({ id }) => id), about.map(({ id }) => id), app.clock.now()],
  );
  // Of all tables, as a database comes to know them by and by.
  await app.database.query('VACUUM ANALYZE');
});
afterAll(() => app.close());

const after = (days: number): string => new Date(app.clock.now().getTime() + days * 86_400_000).toISOString();

describe('among a hundred thousand notices', () => {
  it.each<[string, () => unknown[]]>([
    ['the first page', () => [jana.id, null, null, 31]],
    ['a page far down', () => [jana.id, after(20), MIDDLE, 31]],
  ])('%s is read from indexes', async (_what, params) => {
    const plan = await explain(app, LIST_STATEMENT, params());
    expect(plan.scanned.filter((table) => table === 'notice' || table === 'conversation')).toEqual([]);
    expect(plan.indexes).toContain('ix_notice_list');
    expect(plan.rows).toBe(31);
    expect(plan.blocks).toBeLessThan(600);
  });

  it('how many are new, and the newest, follow from what is unseen alone', async () => {
    for (const statement of [COUNT_STATEMENT, NEWEST_STATEMENT]) {
      const plan = await explain(app, statement, [[jana.id, lead.id]]);
      expect(plan.indexes).toContain('ix_notice_unseen');
      expect(plan.rows).toBe(2);
      expect(plan.blocks).toBeLessThan(600);
    }
  });

  it('what was seen long ago is found without reading the rest', async () => {
    const plan = await explain(app, PRUNE_STATEMENT, [after(0.5), 5_000]);
    expect(plan.indexes).toContain('ix_notice_seen');
    expect(plan.rows).toBe(719);
  });
});

describe('a thousand assignments at once', () => {
  it('are told in a few statements, whoever does it and however many hear of it', async () => {
    await app.database.query('DELETE FROM notice');
    const given = await conversations(app, 1_000);
    const uow = app.get(UnitOfWork);
    await uow.run((tx) =>
      app.get(ConversationsService).assign(
        tx,
        given.map(({ id }) => ({ conversationId: id, agentId: jana.id })),
        lead.id,
      ),
    );
    const database = app.get(Database);
    const counted = { statements: 0 };
    const { query } = database;
    database.query = ((sql: string, params?: readonly unknown[]) => {
      if (/\bnotice\b|conversation_event|conversation c\b|notice_settings/.test(sql)) counted.statements += 1;
      return query.call(database, sql, params);
    }) as typeof database.query;
    try {
      await app.settle();
    } finally {
      database.query = query;
    }
    const [stored] = await app.database.query(
      'SELECT count(*)::int AS count FROM notice WHERE agent_id = $1',
      [jana.id],
    );
    expect(stored).toEqual({ count: 1_000 });
    expect(counted.statements).toBeLessThan(30);
  });
});
