import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { connectorModule as webhook } from '../connectors/webhook/index.ts';
import { IntakeService } from './intake.service.ts';

let app: TestApp;
let channel: ConnectedTestChannel;

beforeAll(async () => {
  app = await createTestApp({
    override: (builder) =>
      builder.overrideProvider(ConnectorRegistry).useValue(new ConnectorRegistry([webhook])),
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  channel = await aChannel(app);
});

const intake = () => app.get(IntakeService);
const count = async (from: string) =>
  (await app.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`))[0]?.count;

describe('the journey of a post', () => {
  it('leads to a named agent, with a clock that started when the customer posted', async () => {
    const jana = await anAgent(app);
    const postedAt = new Date(app.clock.now().getTime() - 90_000);
    await intake().ingest(channel, [aPost({ postedAt })], null);
    await app.settle();
    const [conversation] = await app.database.query(
      `SELECT c.assignee_id AS assignee, c.due_metric AS metric, c.due_started_at AS "startedAt",
         c.due_at > c.due_started_at AS "isDueLater"
       FROM conversation c`,
    );
    expect(conversation).toEqual({
      assignee: jana.id,
      metric: 'firstResponse',
      startedAt: postedAt,
      isDueLater: true,
    });
    const [clock] = await app.database.query('SELECT fetch_delay_ms::int AS delay FROM sla_target');
    expect(clock).toEqual({ delay: 90_000 });
  });

  it('puts an angry review first', async () => {
    await intake().ingest(
      channel,
      [aPost({ kind: 'review', rating: 1 }), aPost({ kind: 'review', rating: 5 })],
      null,
    );
    const rows = await app.database.query('SELECT rating, priority FROM conversation ORDER BY rating');
    expect(rows).toEqual([
      { rating: 1, priority: 'high' },
      { rating: 5, priority: 'normal' },
    ]);
  });

  it('ends for history where it is stored', async () => {
    await anAgent(app);
    channel = await aChannel(app, { since: app.clock.now() });
    await intake().ingest(channel, [aPost()], null);
    await app.settle();
    const [row] = await app.database.query(
      'SELECT status, assignee_id AS assignee, due_at AS due FROM conversation',
    );
    expect(row).toEqual({ status: 'closed', assignee: null, due: null });
  });

  it('notes pictures of posts and authors, and tells screens when one is settled', async () => {
    const media = [
      { url: 'https://pictures.example/1.png', alt: 'Router', mimeType: 'image/png' },
      { url: 'https://pictures.example/2.png', alt: '', mimeType: 'image/png' },
    ];
    const post = aPost({ media, author: { avatarUrl: 'https://pictures.example/face.png' } });
    await intake().ingest(channel, [post], null);
    expect(await count(`media WHERE kind = 'remote'`)).toBe(2);
    expect(await count(`media WHERE kind = 'avatar'`)).toBe(1);
    await intake().ingest(channel, [{ ...post, media: media.slice(1), editedAt: app.clock.now() }], null);
    const rows = await app.database.query('SELECT position, source_url AS url FROM message_media');
    expect(rows).toEqual([{ position: 0, url: 'https://pictures.example/2.png' }]);
    expect(await count(`media WHERE kind = 'remote'`)).toBe(2);
  });

  it('stores nothing at all of a batch when a step of it fails', async () => {
    await app.database.query('ALTER TABLE sla_turn ADD CONSTRAINT ck_test_broken CHECK (false) NOT VALID');
    try {
      await expect(intake().ingest(channel, [aPost(), aPost()], { after: 'x' })).rejects.toThrow(
        /ck_test_broken/,
      );
    } finally {
      await app.database.query('ALTER TABLE sla_turn DROP CONSTRAINT ck_test_broken');
    }
    expect(await count('message')).toBe(0);
    expect(await count('contact')).toBe(0);
    expect(await count('channel WHERE cursor IS NOT NULL')).toBe(0);
    expect(await count(`domain_event WHERE type = 'message.received'`)).toBe(0);
  });

  it('loses and doubles nothing when connections break in the middle of it', async () => {
    const batches = Array.from({ length: 24 }, (_, batch) =>
      Array.from({ length: 20 }, (_unused, index) =>
        aPost({ externalId: `p${batch}-${index}`, author: { externalId: `a${index}` } }),
      ),
    );
    let isDone = false;
    const breaker = breakConnections(() => isDone);
    let failures = 0;
    await Promise.all(
      batches.map(async (posts, at) => {
        for (let attempt = 0; attempt < 200; attempt += 1) {
          try {
            return await intake().ingest(channel, posts, { batch: at });
          } catch {
            failures += 1;
            await new Promise((resolve) => setImmediate(resolve));
          }
        }
        throw new Error('The batch never came through.');
      }),
    );
    isDone = true;
    expect(await breaker).toBeGreaterThan(0);
    expect(failures).toBeGreaterThan(0);
    expect(await count('message')).toBe(480);
    expect(await count('conversation')).toBe(480);
    expect(await count('sla_turn')).toBe(480);
    expect(await count(`domain_event WHERE type = 'message.received'`)).toBe(480);
    expect(await count('contact')).toBe(20);
  });
});

/** Cuts the connections that are storing messages, as a crash of the server or the network would. @returns how many */
async function breakConnections(isDone: () => boolean): Promise<number> {
  const client = new pg.Client({ connectionString: app.config.databaseUrl ?? '' });
  await client.connect();
  let broken = 0;
  try {
    while (!isDone() && broken < 12) {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
           AND query ~ '(INSERT INTO|UPDATE) (message|conversation|sla_turn)' LIMIT 1`,
      );
      broken += rowCount ?? 0;
    }
  } finally {
    await client.end();
  }
  return broken;
}
