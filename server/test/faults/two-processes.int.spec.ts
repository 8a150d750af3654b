import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { SendReplyAnswer } from '@visavis/shared/api/replies';
import type { Push } from '@visavis/shared/events/pushes';
import { io } from 'socket.io-client';
import { eventually } from '../eventually.ts';
import { aChannel } from '../factories/a-channel.ts';
import { anAgent } from '../factories/an-agent.ts';
import { CallbackServer } from '../fakes/callback-server.ts';
import { call, deliver, Product, type Door, type ProductProcess } from '../product.ts';
import { signIn, type SignedInHeaders } from '../sign-in.ts';
import type { TestApp } from '../test-app.ts';
import { workerRedis } from '../test-database.ts';

/** With Redis as in production: doors and workers apart. Without it two whole processes on one database. */
const ROLES = workerRedis() === null ? ['all', 'all'] : ['api', 'api', 'worker', 'worker'];
const POSTS = 300;
const CAPACITY = 50;
const AGENTS = 4;
const REPLIES = 20;
const HOUR_MS = 3_600_000;

interface World {
  door: Door;
  agents: { id: string; session: SignedInHeaders }[];
}

const receiver = new CallbackServer();
let product: Product<World>;
let doors: ProductProcess[];

async function aWorld(app: TestApp): Promise<World> {
  const callbackUrl = await receiver.start();
  const { id, secret } = await aChannel(app, { settings: { callbackUrl } });
  const agents: World['agents'] = [];
  for (let made = 0; made < AGENTS; made += 1) {
    const agent = await anAgent(app, { capacity: CAPACITY });
    agents.push({ id: agent.id, session: await signIn(app, agent) });
  }
  return { door: { id, secret }, agents };
}

beforeAll(async () => {
  product = await Product.prepare({ name: 'two_processes', world: aWorld, env: { UNDO_SECONDS: '1' } });
  // At once, as a container platform does it; one address for all, as behind a proxy.
  const started = await Promise.all(ROLES.map((role) => product.start({ VISAVIS_ROLE: role })));
  doors = started.filter((_, at) => ROLES[at] !== 'worker');
});
afterAll(async () => {
  await product.stop();
  await receiver.stop();
});

const urlOf = (turn: number): string => doors[turn % doors.length]?.url ?? '';
const [first, second] = [0, 1];

function aPost(externalId: string): Record<string, unknown> {
  return {
    externalId,
    kind: 'mention',
    visibility: 'public',
    author: { externalId: `author-${externalId}`, name: 'Svenja Albers' },
    text: 'Seit heute früh kein Netz.',
    // Its hour is over while the test runs.
    postedAt: new Date(Date.now() - HOUR_MS + 4_000).toISOString(),
  };
}

// One world for all, in the order of a day: starting processes is what takes time here.
describe('several processes of one installation', () => {
  it('take the same posts at the same moment, and store, place and clock each once', async () => {
    const batches = Array.from({ length: POSTS / 5 }, (_, batch) =>
      Array.from({ length: 5 }, (_unused, at) => aPost(`post-${batch * 5 + at}`)),
    );
    let [accepted, duplicates] = [0, 0];
    const knockAt = async (turn: number) => {
      for (const batch of batches) {
        const answer = await deliver(urlOf(turn), product.world.door, batch);
        accepted += answer.accepted;
        duplicates += answer.duplicates;
      }
    };
    await Promise.all([knockAt(first), knockAt(second)]);
    expect([accepted, duplicates]).toEqual([POSTS, POSTS]);

    await eventually(async () => expect(await product.count('domain_event_delivery')).toBe(0), 15_000);
    expect(await product.count('message')).toBe(POSTS);
    expect(await product.count('sla_target')).toBe(POSTS);
    const held = await product.rows<{ held: number }>(
      'SELECT count(*)::int AS held FROM conversation WHERE assignee_id IS NOT NULL GROUP BY assignee_id',
    );
    expect(held.map((one) => one.held)).toEqual(Array(AGENTS).fill(CAPACITY));
    expect(await product.count('routing_decision')).toBe(AGENTS * CAPACITY);
    expect(await product.count(`conversation_event WHERE type = 'assigned'`)).toBe(AGENTS * CAPACITY);
  });

  it('notice each deadline once', async () => {
    const noticed = `domain_event WHERE type = 'sla.changed' AND payload->>'change' = 'breached'`;
    await eventually(async () => expect(await product.count(noticed)).toBeGreaterThanOrEqual(POSTS), 20_000);
    const [row] = await product.rows(
      `SELECT count(*)::int AS facts, count(DISTINCT payload->>'conversationId')::int AS conversations FROM ${noticed}`,
    );
    expect(row).toEqual({ facts: POSTS, conversations: POSTS });
    expect(await product.count('sla_target WHERE breached_at = deadline_at')).toBe(POSTS);
  });

  it('give what two people take at once to one of them', async () => {
    const waiting = await product.rows<{ id: string }>(
      'SELECT id FROM conversation WHERE assignee_id IS NULL ORDER BY id LIMIT 10',
    );
    const answers = await Promise.all(
      waiting.flatMap(({ id }) =>
        [first, second].map(async (turn) => {
          const { session } = product.world.agents[turn]!;
          const path = `/api/conversations/${id}/claim`;
          return { id, status: (await call(urlOf(turn), session, path, { method: 'POST' })).status };
        }),
      ),
    );
    for (const { id } of waiting)
      expect(new Set(answers.filter((answer) => answer.id === id).map(({ status }) => status))).toEqual(
        new Set([200, 409]),
      );
  });

  it('make one reply of what two tabs send through them, and deliver it with one call', async () => {
    const { id: janaId, session: jana } = product.world.agents[0]!;
    const mine = await product.rows<{ id: string }>(
      'SELECT id FROM conversation WHERE assignee_id = $1 ORDER BY id LIMIT $2',
      [janaId, REPLIES],
    );
    const sent = await Promise.all(mine.map(({ id }) => replyFromTwoTabs(id, jana)));
    await eventually(
      async () =>
        expect(await product.count(`message WHERE type = 'reply' AND delivery_state = 'sent'`)).toBe(REPLIES),
      15_000,
    );
    expect(receiver.calls.map(({ delivery }) => delivery.text).toSorted()).toEqual(
      sent.map(({ text }) => text).toSorted(),
    );
    expect(await product.count('sla_target WHERE met_at IS NOT NULL')).toBe(REPLIES);
    expect(await product.count(`domain_event WHERE type = 'reply.accepted'`)).toBe(REPLIES);
  });

  // Screens of several processes meet in Redis, so this is asked in the run that has one.
  if (workerRedis() !== null) {
    it('tell the screens of one what came in through the other', async () => {
      const { session } = product.world.agents[0]!;
      const pushes: Push[] = [];
      const socket = io(urlOf(first), {
        path: '/realtime',
        transports: ['websocket'],
        forceNew: true,
        extraHeaders: { Cookie: session.Cookie, Origin: urlOf(first) },
      });
      socket.onAny((_name, push: Push) => pushes.push(push));
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      await deliver(urlOf(second), product.world.door, aPost('from the other door'));
      const [row] = await product.rows<{ id: string }>(
        `SELECT id FROM conversation WHERE root_external_id = 'from the other door'`,
      );
      await eventually(() =>
        expect(
          pushes.some((push) => push.type === 'conversation.upserted' && push.conversation.id === row?.id),
        ).toBe(true),
      );
      socket.disconnect();
    });
  }
});

async function replyFromTwoTabs(id: string, session: SignedInHeaders): Promise<SendReplyAnswer> {
  const opened = await call(urlOf(first), session, `/api/conversations/${id}`);
  const detail = (await opened.json()) as ConversationDetail;
  const body = {
    idempotencyKey: `key-of-${id}`,
    inReplyToMessageId: detail.messages[0]?.id,
    visibility: 'public',
    text: 'Die Leitung ist wieder frei.',
    seenSequence: detail.sequence,
  };
  const path = `/api/conversations/${id}/replies`;
  const answers = await Promise.all(
    [first, second].map((turn) => call(urlOf(turn), session, path, { body })),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const [one, other] = (await Promise.all(answers.map((answer) => answer.json()))) as SendReplyAnswer[];
  expect(other).toEqual(one);
  return one!;
}
