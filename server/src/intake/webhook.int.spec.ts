import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { eventually } from '../../test/eventually.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { signSha256Hex } from '../platform/crypto/hmac.ts';
import { IntakeModule } from './intake.module.ts';
import { ReceiveHookService } from './receive-hook.service.ts';

let app: TestApp;
let channel: ConnectedTestChannel;

beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule, IntakeModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  channel = await aChannel(app);
});

interface Answer {
  accepted: number;
  duplicates: number;
  rejected: { index: number; code: string; message: string }[];
}

function hook(body: string | object, given: { signature?: string; channelId?: string } = {}) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const signature = given.signature ?? `sha256=${signSha256Hex(channel.secret ?? '', raw)}`;
  return request(app.url)
    .post(`/api/hooks/${given.channelId ?? channel.id}`)
    .set('Content-Type', 'application/json')
    .set('X-Visavis-Signature', signature)
    .send(raw);
}

let counter = 0;
function post(given: Record<string, unknown> = {}): Record<string, unknown> {
  counter += 1;
  return {
    externalId: `hook-${counter}`,
    kind: 'mention',
    visibility: 'public',
    author: { externalId: `author-${counter}`, name: 'Svenja Albers', handle: 'svenja' },
    text: 'Seit gestern kein Netz in der Südstadt.',
    postedAt: '2026-11-20T09:59:00.000Z',
    ...given,
  };
}

const messages = () =>
  app.database.query<{
    externalId: string;
    text: string;
    orderedAt: Date;
    conversationId: string;
    deletedAt: Date | null;
  }>(
    `SELECT external_id AS "externalId", text, ordered_at AS "orderedAt", conversation_id AS "conversationId",
       deleted_at AS "deletedAt" FROM message ORDER BY ordered_at, external_id`,
  );

describe('POST /api/hooks/:channelId', () => {
  it('stores a signed post before it answers', async () => {
    const answer = await hook(post({ externalId: 'first' })).expect(202);
    expect(answer.body).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    expect((await messages()).map((message) => message.externalId)).toEqual(['first']);
  });

  it('keeps what was sent byte for byte', async () => {
    const raw = `  ${JSON.stringify(post())}\n`;
    await hook(raw).expect(202);
    const [stored] = await app.database.query<{ body: Buffer }>('SELECT body FROM raw_hook');
    expect(stored?.body.toString('utf8')).toBe(raw);
  });

  it('starts a clock and leaves a new, unread conversation', async () => {
    await hook(post()).expect(202);
    const rows = await app.database.query(
      `SELECT status, unread, is_history AS "isHistory", team_id = $1 AS "inTeam" FROM conversation`,
      [channel.teamId],
    );
    expect(rows).toEqual([{ status: 'new', unread: true, isHistory: false, inTeam: true }]);
  });

  it('refuses a call without signature, or signed with another secret, and stores nothing', async () => {
    const raw = JSON.stringify(post());
    await request(app.url).post(`/api/hooks/${channel.id}`).send(raw).expect(401);
    const wrong = await hook(raw, { signature: `sha256=${signSha256Hex('another secret', raw)}` }).expect(
      401,
    );
    expect(wrong.body.error.code).toBe('signature-invalid');
    await hook(raw, { signature: 'sha256=zz' }).expect(401);
    expect(await messages()).toEqual([]);
    expect(await app.database.query('SELECT id FROM raw_hook')).toEqual([]);
  });

  it('knows no channel of another id, whatever it looks like', async () => {
    await hook(post(), { channelId: '0190d000-0000-7000-8000-000000000000' }).expect(404);
    await hook(post(), { channelId: 'nonsense' }).expect(404);
  });

  it('refuses what is no JSON, with a sentence', async () => {
    for (const raw of ['{"externalId": "x"', '', '7', '"text"', 'null']) {
      const answer = await hook(raw).expect(400);
      expect(answer.body.error.code).toBe('malformed');
    }
  });

  it('answers a replayed call with duplicates only', async () => {
    const batch = [post(), post(), post()];
    await hook(batch).expect(202);
    const again = await hook(batch).expect(202);
    expect(again.body).toEqual({ accepted: 0, duplicates: 3, rejected: [] });
    expect(await messages()).toHaveLength(3);
  });

  it('takes duplicates, an edit and a deletion within one batch', async () => {
    const first = post({ externalId: 'x' });
    const answer = await hook([
      first,
      first,
      { ...first, text: 'Berichtigt', editedAt: '2026-11-20T09:59:30.000Z' },
      { ...first, text: 'Älter', editedAt: '2026-11-20T09:59:10.000Z' },
      { ...first, deleted: true },
      { ...first, deleted: true },
    ]).expect(202);
    expect(answer.body).toEqual({ accepted: 3, duplicates: 3, rejected: [] });
    const [message] = await messages();
    expect(message).toMatchObject({ text: 'Berichtigt', deletedAt: expect.any(Date) });
  });

  it('keeps the good posts of a batch when others are refused', async () => {
    const answer = await hook([
      post({ externalId: 'good' }),
      post({ kind: 'telegram' }),
      { nonsense: true },
      null,
      post({ externalId: 'good too', extra: { unknown: ['fields', 'are', 'ignored'] } }),
    ]).expect(202);
    const body = answer.body as Answer;
    expect(body.accepted).toBe(2);
    expect(body.rejected.map((entry) => entry.index)).toEqual([1, 2, 3]);
    expect((await messages()).map((message) => message.externalId)).toEqual(['good', 'good too']);
  });

  it('takes 500 posts at once and refuses 501', async () => {
    const many = Array.from({ length: 501 }, () => post());
    expect((await hook(many).expect(422)).body.error).toMatchObject({
      code: 'batch-too-large',
      message: expect.stringContaining('501'),
    });
    expect((await hook(many.slice(1)).expect(202)).body.accepted).toBe(500);
  });

  it('refuses more than five megabytes', async () => {
    await hook(JSON.stringify(post({ text: 'x'.repeat(5 * 1024 * 1024) }))).expect(413);
  });

  it.each([
    ['announced', (bytes: Buffer<ArrayBuffer>) => bytes],
    ['in pieces', (bytes: Buffer<ArrayBuffer>) => new Blob([bytes]).stream()],
  ])('answers ten megabytes, %s, with 413, and the next caller as ever', async (_name, bodyOf) => {
    const raw = Buffer.from(JSON.stringify(post({ text: 'x'.repeat(10 * 1024 * 1024) })));
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: bodyOf(raw), duplex: 'half' };
    const answer = await fetch(`${app.url}/api/hooks/${channel.id}`, init);
    expect([answer.status, await answer.json()]).toMatchObject([
      413,
      { error: { code: 'payload-too-large' } },
    ]);
    await hook(post()).expect(202);
    expect(await messages()).toHaveLength(1);
  });

  it('orders a post from the future by its receipt, and keeps what the network said', async () => {
    await hook([
      post({ externalId: 'far', postedAt: '2030-01-01T00:00:00Z' }),
      post({ externalId: 'near', postedAt: '2026-11-20T10:04:00Z' }),
      post({ externalId: 'past', postedAt: '1970-01-01T00:00:00Z' }),
    ]).expect(202);
    const rows = await app.database.query<{ id: string; ordered: Date; posted: Date }>(
      `SELECT m.external_id AS id, m.ordered_at AS ordered, m.posted_at AS posted
       FROM message m ORDER BY m.ordered_at`,
    );
    expect(rows.map(({ id, ordered }) => [id, ordered.toISOString()])).toEqual([
      ['past', '1970-01-01T00:00:00.000Z'],
      ['far', '2026-11-20T10:00:00.000Z'],
      ['near', '2026-11-20T10:04:00.000Z'],
    ]);
    expect(rows.find(({ id }) => id === 'far')?.posted.toISOString()).toBe('2030-01-01T00:00:00.000Z');
  });

  it('starts the clock of a post from the future at its receipt, and that of an old one when it was posted', async () => {
    await hook([
      post({ externalId: 'far', postedAt: '2030-01-01T00:00:00Z' }),
      post({ externalId: 'near', postedAt: '2026-11-20T10:04:00Z' }),
      post({ externalId: 'past', postedAt: '1970-01-01T00:00:00Z' }),
    ]).expect(202);
    const rows = await app.database.query<{ id: string; at: Date }>(
      `SELECT c.root_external_id AS id, t.started_at AS at
       FROM sla_target t JOIN conversation c ON c.id = t.conversation_id ORDER BY c.root_external_id`,
    );
    expect(rows.map(({ id, at }) => [id, at.toISOString()])).toEqual([
      ['far', '2026-11-20T10:00:00.000Z'],
      ['near', '2026-11-20T10:04:00.000Z'],
      ['past', '1970-01-01T00:00:00.000Z'],
    ]);
  });

  it('stores the oddest texts as they are', async () => {
    const odd = {
      rtl: 'قهوة ‏שלום ‮evil‬',
      zalgo: `Z${'̴̵̶͜͝'.repeat(500)}algo`,
      sql: `'; DROP TABLE message; -- \\ %s $1 {}`,
      html: '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;',
      emoji: '👩🏽‍💻🏳️‍🌈🇩🇪',
      long: 'ä'.repeat(100_000),
      empty: '',
      newlines: 'a\r\n\t\u2028b',
    };
    const batch = Object.entries(odd).map(([externalId, text]) => post({ externalId, text }));
    expect((await hook(batch).expect(202)).body).toMatchObject({ accepted: batch.length, rejected: [] });
    const stored = new Map((await messages()).map((message) => [message.externalId, message.text]));
    expect(Object.fromEntries(stored)).toEqual(odd);
  });

  it('takes out what no database can hold, in every field', async () => {
    const raw = JSON.stringify(
      post({
        externalId: 'nul',
        text: 'a\u0000b\ud800c',
        author: { externalId: 'a1', name: 'N\u0000ull \udc00', handle: '@h\u0000' },
        media: [{ url: 'https://pictures.example/a.jpg', alt: '\u0000\ud800', mimeType: 'image/jpeg' }],
      }),
    );
    await hook(raw).expect(202);
    expect((await messages())[0]?.text).toBe('ab\ufffdc');
  });

  it('lets many calls at once through, each with its own answer', async () => {
    const same = post({ externalId: 'same' });
    const calls = Array.from({ length: 40 }, (_, index) =>
      hook([same, post({ externalId: `own-${index}` })]),
    );
    const bodies = (await Promise.all(calls)).map((answer) => answer.body as Answer);
    expect(bodies.reduce((sum, body) => sum + body.accepted, 0)).toBe(41);
    expect(bodies.reduce((sum, body) => sum + body.duplicates, 0)).toBe(39);
    expect(await messages()).toHaveLength(41);
  });

  it('gives what had to wait in line to the team that the channel has by then', async () => {
    const team = await aTeam(app, { isClosed: true });
    const busy = app.get(DataSource).createQueryRunner();
    await busy.startTransaction();
    await busy.query(`SELECT pg_advisory_xact_lock(hashtextextended('intake:' || $1, 0))`, [channel.id]);
    const first = Promise.resolve(hook(post({ externalId: 'first' })));
    await eventually(async () => {
      const waiting = await app.database.query('SELECT FROM pg_locks WHERE NOT granted');
      expect(waiting).toHaveLength(1);
    });
    await app.database.query('UPDATE channel SET team_id = $1', [team.id]);
    const second = Promise.resolve(hook(post({ externalId: 'second' })));
    await eventually(() => expect(app.get(ReceiveHookService)).toHaveProperty('waiting.size', 1));
    await busy.commitTransaction();
    await busy.release();
    expect([(await first).status, (await second).status]).toEqual([202, 202]);
    const [stored] = await app.database.query<{ teamId: string }>(
      `SELECT team_id AS "teamId" FROM conversation WHERE root_external_id = 'second'`,
    );
    expect(stored?.teamId).toBe(team.id);
  });

  it('throws raw calls away after a week', async () => {
    await hook(post()).expect(202);
    app.clock.advance({ hours: 24 * 7, minutes: 2 });
    await app.settle();
    expect(await app.database.query('SELECT id FROM raw_hook')).toEqual([]);
    expect(app.jobs?.failures).toEqual([]);
  });

  it.each(['challenge', 'hub.challenge'])('answers the %s of a source that checks its hook', async (name) => {
    const answer = await request(app.url)
      .get(`/api/hooks/${channel.id}`)
      .query({ [name]: '<b>1158201444</b>' });
    expect([answer.status, answer.text]).toEqual([200, '<b>1158201444</b>']);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  });

  it('answers a GET that is no challenge with a sentence', async () => {
    await request(app.url).get(`/api/hooks/${channel.id}`).expect(400);
  });
});
