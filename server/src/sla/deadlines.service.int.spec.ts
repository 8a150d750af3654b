import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aConversation, aCustomerMessage, conversations } from '../../test/factories/a-conversation.ts';
import { explain } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DeadlinesRepository } from './deadlines.repository.ts';
import { DeadlinesService } from './deadlines.service.ts';
import { SlaModule } from './sla.module.ts';
import { SlaService } from './sla.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  app.clock.set('2026-11-20T10:00:00Z');
  await app.reset();
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

/** A first-response clock of 60 minutes: soon after 40, breached after 60. */
async function aRunningClock(given?: ConversationState): Promise<ConversationState> {
  const conversation = given ?? (await aConversation(app));
  const { channelId, teamId } = conversation;
  const message = await aCustomerMessage(app, conversation);
  const turn = { ...message, channelId, teamId, isFirst: true, replyCount: 0 };
  await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
  return conversation;
}

const notedOf = (conversationId: string) =>
  app.database.query<{ warnedAt: Date | null; breachedAt: Date | null }>(
    `SELECT warned_at AS "warnedAt", breached_at AS "breachedAt" FROM sla_target WHERE conversation_id = $1`,
    [conversationId],
  );

async function factsOf(conversationId: string): Promise<string[]> {
  const rows = await app.database.query<{ change: string }>(
    `SELECT payload->>'change' AS change FROM domain_event
     WHERE type = 'sla.changed' AND payload->>'conversationId' = $1 ORDER BY id`,
    [conversationId],
  );
  return rows.map(({ change }) => change);
}

describe('deadlines', () => {
  test('are noted by a timer at their own moment, warning first', async () => {
    const { id } = await aRunningClock();
    await app.settle();
    expect(await notedOf(id)).toEqual([{ warnedAt: null, breachedAt: null }]);
    app.clock.set('2026-11-20T10:45:00Z');
    await app.settle();
    expect(await notedOf(id)).toEqual([{ warnedAt: at('10:40:00'), breachedAt: null }]);
    app.clock.set('2026-11-20T11:20:00Z');
    await app.settle();
    expect(await notedOf(id)).toEqual([{ warnedAt: at('10:40:00'), breachedAt: at('11:00:00') }]);
    expect(await factsOf(id)).toEqual(['started', 'warned', 'breached']);
  });

  test('leave the conversation as it is: its row shows the same deadline, and everybody can tell that it has come', async () => {
    const { id } = await aRunningClock();
    const row = () => app.database.query(`SELECT * FROM conversation WHERE id = $1`, [id]);
    const before = await row();
    await app.get(DeadlinesService).keepDeadlines(at('11:00:00'));
    expect(await notedOf(id)).toMatchObject([{ breachedAt: at('11:00:00') }]);
    expect(await row()).toEqual(before);
  });

  test('are each noted once by several workers at once', async () => {
    const channelled = await conversations(app, 60);
    for (const conversation of channelled) await aRunningClock(conversation);
    const other = await createTestApp({ modules: [SlaModule], keepData: true });
    await Promise.all(
      [app, other, app, other].map((worker) => worker.get(DeadlinesService).keepDeadlines(at('10:50:00'))),
    );
    await Promise.all(
      [app, other, app, other].map((worker) => worker.get(DeadlinesService).keepDeadlines(at('12:00:00'))),
    );
    await other.close();
    const rows = await app.database.query<{ change: string; count: number }>(
      `SELECT payload->>'change' AS change, count(*)::int AS count FROM domain_event
       WHERE type = 'sla.changed' GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { change: 'breached', count: 60 },
      { change: 'started', count: 60 },
      { change: 'warned', count: 60 },
    ]);
  });

  test('that were noted while the answer was already out are taken back', async () => {
    const { id } = await aRunningClock();
    await app.get(DeadlinesService).keepDeadlines(at('11:00:05'));
    const response = {
      conversationId: id,
      messageId: '0190f2a0-0000-7000-8000-000000000001',
      acceptedAt: at('10:59:59'),
    };
    await app.get(UnitOfWork).run((tx) => app.get(SlaService).recordResponses(tx, [response]));
    expect(await notedOf(id)).toEqual([{ warnedAt: null, breachedAt: null }]);
  });

  test('of clocks that were met or cancelled pass unnoted', async () => {
    const { id } = await aRunningClock();
    await app.get(UnitOfWork).run((tx) => app.get(SlaService).dismiss(tx, [id]));
    await app.get(DeadlinesService).keepDeadlines(at('12:00:00'));
    expect(await factsOf(id)).toEqual(['started', 'cancelled']);
  });

  test('wake a worker when they come before the next sweep, and only then', async () => {
    await aRunningClock();
    await app.settle();
    expect(app.jobs?.waiting('keep-deadlines')).toEqual([]);
    app.clock.set('2026-11-20T10:39:50Z');
    await app.get(DeadlinesService).keepDeadlines();
    expect(app.jobs?.waiting('keep-deadlines')).toEqual([{ data: {}, dueAt: at('10:40:00.005') }]);
    await app.get(DeadlinesService).keepDeadlines();
    expect(app.jobs?.waiting('keep-deadlines')).toHaveLength(1);
  });

  test('are found through the indexes of running clocks, with a hundred thousand of them', async () => {
    await aHundredThousandClocks();
    expect(await planOf('warned_at IS NULL AND warn_at <= $1 ORDER BY warn_at')).toMatch(
      /Index Scan using ix_sla_target_warn/,
    );
    expect(await planOf('deadline_at <= $1 ORDER BY deadline_at')).toMatch(
      /Index Scan using ix_sla_target_deadline/,
    );
    const repository = app.get(DeadlinesRepository);
    const due = await repository.conversationsDue(at('10:00:00'), 500);
    expect(await repository.conversationsDue(at('09:00:00'), 500)).toEqual([]);
    expect(await repository.conversationsDue(at('10:00:00'), 500)).toHaveLength(100);
    expect(await repository.nextDueAt()).toEqual(at('09:59:00'));
    expect(await planOfNoting(due)).toMatchObject({ scanned: [] });
  });
});

/** How the database goes about a sweep that finds the hundred that are due. */
async function planOf(rest: string): Promise<string> {
  const lines = await app.database.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT conversation_id FROM sla_target
     WHERE met_at IS NULL AND cancelled_at IS NULL AND breached_at IS NULL AND paused_at IS NULL AND ${rest} LIMIT 500`,
    [at('10:00:00')],
  );
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}

/** How the database goes about noting what such a sweep found, by the statement that the product makes. */
async function planOfNoting(ids: readonly string[]) {
  let statement = '';
  const listening = { query: (sql: string) => ((statement = sql), Promise.resolve([])) } as unknown as Tx;
  await app.get(DeadlinesRepository).note(listening, ids, at('10:00:00'));
  return explain(app, statement, [ids, at('10:00:00')]);
}

/** Nearly all far from due: 50 warnings and 50 deadlines have come. */
async function aHundredThousandClocks(): Promise<void> {
  const { channelId, teamId, contactId } = await aConversation(app);
  await app.database.query(
    `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status,
                               last_customer_message_at, last_message_at, created_at)
     SELECT gen_random_uuid(), $1, $2, $3, n::text, 'mention', 'public', 'open', $4, $4, $4
     FROM generate_series(1, 100000) AS n`,
    [channelId, teamId, contactId, at('09:00:00')],
  );
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes,
                             started_at, fetch_delay_ms, warned_at, warn_at, deadline_at)
     SELECT gen_random_uuid(), id, 'firstResponse', 1, gen_random_uuid(), 'Standard', '{}', 60, $1, 0,
            CASE WHEN n BETWEEN 51 AND 100 THEN $2::timestamptz END,
            CASE WHEN n <= 100 THEN $2::timestamptz ELSE $2::timestamptz + n * interval '1 minute' END,
            CASE WHEN n BETWEEN 51 AND 100 THEN $2::timestamptz ELSE $2::timestamptz + (n + 60) * interval '1 minute' END
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM conversation WHERE root_external_id <> id::text) c`,
    [at('09:00:00'), at('09:59:00')],
  );
  await app.database.query(`ANALYZE sla_target`);
}
