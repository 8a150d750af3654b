import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anAlertRule, lateClocks } from '../../test/factories/an-alert.ts';
import { aChannelRow } from '../../test/factories/a-conversation.ts';
import { explain } from '../../test/explain.ts';
import { startAlertReceiver } from '../../test/fakes/alert-receiver.ts';
import { startMailServer } from '../../test/fakes/smtp-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { MailService } from '../organisation/mail.service.ts';
import { DUE_STATEMENT, PRUNE_CALLS_STATEMENT } from './alert-deliveries.repository.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import {
  CALLS_STATEMENT,
  CLAIM_STATEMENT,
  HEAR_STATEMENT,
  PLAN_STATEMENT,
  PRUNE_ALERTS_STATEMENT,
  SEE_OVER_STATEMENT,
  UNTOLD_STATEMENT,
} from './alerts.repository.ts';
import {
  CHANNEL_PLAN_STATEMENT,
  CHANNELS_UNTOLD_STATEMENT,
  PRUNE_CHANNELS_STATEMENT,
} from './channel-alerts.repository.ts';
import { MailNoticesService } from './mail-notices.service.ts';
import { NoticesService } from './notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';
import { PruneNoticesService } from './prune-notices.service.ts';
import { RecordAlertsService } from './record-alerts.service.ts';
import { SendAlertsService } from './send-alerts.service.ts';
import { TellAlertsService } from './tell-alerts.service.ts';

let app: TestApp;
let sabine: AgentRecord;
const running: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  app = await createTestApp({ modules: [ConversationsModule, NotificationsModule] });
});
afterAll(() => app.close());

async function beginAnew(): Promise<void> {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  sabine = await anAgent(app, { role: 'lead', email: 'sabine@brueckenfunk.example' });
}
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

const count = async (table: string) =>
  (await app.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]?.count;
const daysAgo = (days: number) => new Date(app.clock.now().getTime() - days * 86_400_000);

describe('a storm', () => {
  beforeEach(beginAnew);

  it('of a hundred thousand in one second is one message per person and way', async () => {
    const receiver = await startAlertReceiver();
    const mail = await startMailServer({});
    running.push(
      () => receiver.close(),
      () => mail.close(),
    );
    const { webhook } = await app.get(AlertWebhooksService).create({ name: 'Leitstand', url: receiver.url });
    await anAlertRule(app, { webhookId: webhook.id });
    const from = 'service@brueckenfunk.example';
    await app
      .get(MailService)
      .save({ host: '127.0.0.1', port: mail.port, security: 'none', user: null, from });
    await growStorm((await lateClocks(app, 100)).ids, 100_000);
    expect(await count('sla_alert')).toBe(100_000);
    app.clock.advance({ seconds: 2 });
    await app.get(TellAlertsService).tell();
    await app.get(SendAlertsService).sendDue();
    expect((await app.get(NoticesService).list(sabine.id, {})).items).toMatchObject([
      { kind: 'slaBreach', count: 100_000, conversation: { contactName: '', excerpt: '' } },
    ]);
    expect(receiver.received.map(({ call }) => [call.event, call.count, call.conversations.length])).toEqual([
      ['sla.breached', 100_000, 20],
    ]);
    expect(receiver.received[0]?.call.url).toBe(`${app.url}/inbox/due`);
    await app.get(MailNoticesService).sendOwed(new AbortController().signal);
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.raw).toContain('/inbox/due');
  }, 300_000);
});

describe('beside what was told in three months', () => {
  const TOLD = 20_000;
  const NEW = 50;
  const turnId = '01900000-0000-7000-8000-000000000001';
  let conversationIds: string[];
  let targetIds: string[];
  let webhookId: string;

  // What comes last is what changes it.
  beforeAll(async () => {
    await beginAnew();
    const hook = { name: 'Leitstand', url: 'https://alerts.example/in' };
    webhookId = (await app.get(AlertWebhooksService).create(hook)).webhook.id;
    await anAlertRule(app, { webhookId });
    await anAlertRule(app, { on: 'channelDown' });
    await growStorm((await lateClocks(app, 100)).ids, TOLD);
    await app.database.query(
      `UPDATE sla_alert SET turn_id = gen_random_uuid(),
         heard_at = heard_at - random() * interval '85 days' - interval '1 hour'`,
    );
    const fresh = await lateClocks(app, NEW);
    ({ ids: conversationIds, targetIds } = fresh);
    await app.get(RecordAlertsService).record(fresh.facts);
    await aPastOfCalls();
    await aPastOfChannels();
    for (const table of ['sla_alert', 'sla_target', 'conversation', 'alert_delivery', 'channel_alert'])
      await app.database.query(`VACUUM ANALYZE ${table}`);
  });

  async function aPastOfCalls(): Promise<void> {
    await app.database.query(
      `INSERT INTO alert_delivery (id, webhook_id, trigger, count, conversations, created_at, due_at, attempts, sent_at)
       SELECT gen_random_uuid(), $1, 'breach', 3, '[]', at, at, 1, CASE WHEN n > 5 THEN at END
       FROM (SELECT n, $2::timestamptz - n * interval '4 minutes' AS at FROM generate_series(1, 20000) n) past`,
      [webhookId, app.clock.now()],
    );
  }

  async function aPastOfChannels(): Promise<void> {
    const channelId = await aChannelRow(app);
    await app.database.query(
      `INSERT INTO channel_alert (id, channel_id, state, since, heard_at, due_at, turn_id)
       SELECT gen_random_uuid(), $1, 'degraded', at, at, at, gen_random_uuid()
       FROM (SELECT $2::timestamptz - n * interval '15 minutes' AS at FROM generate_series(1, 8000) n) past`,
      [channelId, app.clock.now()],
    );
  }

  it('finds what is new, and tells of it, through indexes', async () => {
    const now = app.clock.now();
    const heard = [targetIds, conversationIds, targetIds.map(() => 'breach'), now];
    const hears = await explain(app, HEAR_STATEMENT, heard);
    expect(hears.scanned).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(sla_target|sla_alert|conversation)$/u)]),
    );
    const untold = await explain(app, UNTOLD_STATEMENT, []);
    expect([untold.scanned, untold.indexes]).toEqual([[], ['ix_sla_alert_untold']]);
    expect(untold.blocks).toBeLessThan(20);
    const claims = await explain(app, CLAIM_STATEMENT, [turnId]);
    expect([claims.scanned, claims.indexes]).toEqual([[], ['ix_sla_alert_untold']]);
    for (const statement of [PLAN_STATEMENT, CALLS_STATEMENT]) {
      const told = await explain(app, statement, [turnId, now]);
      expect(told.scanned).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(sla_target|sla_alert|conversation)$/u)]),
      );
      expect(told.indexes).toContain('ix_sla_alert_turn');
      expect(told.rows).toBe(1);
      expect(told.blocks).toBeLessThan(NEW * 20);
    }
  });

  it('finds through indexes what is no news any more', async () => {
    await app.database.query(
      `INSERT INTO notice (id, agent_id, kind, conversation_id, source_id, at, in_app, by_browser, by_mail, alerted_at)
       SELECT gen_random_uuid(), $1, 'slaBreach', s.conversation_id, al.id, al.at, true, false, false, al.at
       FROM sla_alert al JOIN sla_target s ON s.id = al.target_id`,
      [sabine.id],
    );
    await app.database.query('VACUUM ANALYZE notice');
    const seen = await explain(app, SEE_OVER_STATEMENT, [conversationIds, app.clock.now()]);
    expect([seen.scanned, seen.indexes]).toEqual([[], expect.arrayContaining(['ix_notice_conversation'])]);
    await app.database.query('DELETE FROM notice');
  });

  it('finds what webhooks are owed, and channels that nobody was told of, through indexes', async () => {
    const now = app.clock.now();
    const due = await explain(app, DUE_STATEMENT, [now, 20]);
    expect([due.scanned, due.indexes, due.rows]).toEqual([[], ['ix_alert_delivery_due'], 5]);
    const untold = await explain(app, CHANNELS_UNTOLD_STATEMENT, [now]);
    expect([untold.scanned, untold.indexes]).toEqual([[], ['ix_channel_alert_untold']]);
    const planned = await explain(app, CHANNEL_PLAN_STATEMENT, [turnId]);
    expect(planned.scanned).not.toContain('channel_alert');
  });

  it('looks through indexes for what can be forgotten', async () => {
    const before = daysAgo(80);
    const prunes = [
      [PRUNE_ALERTS_STATEMENT, 'ix_sla_alert_heard'],
      [PRUNE_CHANNELS_STATEMENT, 'ix_channel_alert_heard'],
      [PRUNE_CALLS_STATEMENT, 'ix_alert_delivery_created'],
    ] as const;
    for (const [statement, index] of prunes)
      expect((await explain(app, statement, [before, 100])).indexes).toContain(index);
  });

  it('forgets what was heard three months ago, and keeps what is owed and what is new', async () => {
    await app.database.query('UPDATE alert_delivery SET created_at = $1 WHERE sent_at IS NULL', [
      daysAgo(91),
    ]);
    const begun = app.clock.now();
    app.clock.advance({ hours: 60 * 24 });
    await app.get(PruneNoticesService).prune();
    const left = async (table: string, at: string) =>
      count(`${table} WHERE ${at} < '${daysAgo(90).toISOString()}'`);
    expect(await left('sla_alert', 'heard_at')).toBe(0);
    expect(await count('sla_alert')).toBeLessThan(TOLD);
    expect(await left('channel_alert', 'heard_at')).toBe(0);
    expect(await left('alert_delivery', 'created_at')).toBe(5);
    expect(await count(`sla_alert WHERE heard_at = '${begun.toISOString()}'`)).toBe(NEW);
    expect(await count('alert_delivery WHERE sent_at IS NOT NULL')).toBeGreaterThan(1_000);
  });
});

/** Copies of a few conversations and their clocks, as if all of them had become late in this second. */
async function growStorm(ids: readonly string[], count: number): Promise<void> {
  const [columns] = await app.database.query<{ names: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = 'conversation' AND column_name <> 'id' AND is_generated = 'NEVER'
       AND is_identity = 'NO'`,
  );
  // What the network calls it is another for each.
  const values = columns?.names.replace('root_external_id', 'gen_random_uuid()::text');
  await app.database.query(
    `INSERT INTO conversation (id, ${columns?.names})
     SELECT gen_random_uuid(), ${values} FROM conversation, generate_series(1, $2::int) WHERE id = ANY($1::uuid[])`,
    [ids, count / ids.length - 1],
  );
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, breached_at)
     SELECT gen_random_uuid(), id, 'firstResponse', 1, gen_random_uuid(), 'Standard', '{}', 60, $1::timestamptz, 0, $1, $1
     FROM conversation c WHERE NOT EXISTS (SELECT FROM sla_target s WHERE s.conversation_id = c.id)`,
    [app.clock.now()],
  );
  for (const table of ['conversation', 'sla_target']) await app.database.query(`ANALYZE ${table}`);
  const facts = await app.database.query<{ targetId: string; conversationId: string }>(
    'SELECT id AS "targetId", conversation_id AS "conversationId" FROM sla_target',
  );
  for (let start = 0; start < facts.length; start += 5_000) {
    const part = facts.slice(start, start + 5_000);
    await app
      .get(RecordAlertsService)
      .record(
        part.map((one) => ({ ...one, type: 'sla.changed', change: 'breached', metric: 'firstResponse' })),
      );
  }
}
