import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationDetail, MessageItem } from '@visavis/shared/api/conversations';
import type { SendReplyAnswer } from '@visavis/shared/api/replies';
import type { Push, Pushes } from '@visavis/shared/events/pushes';
import { io } from 'socket.io-client';
import { eventually } from '../eventually.ts';
import { aChannel } from '../factories/a-channel.ts';
import { theDefaultTeam } from '../factories/a-team.ts';
import { anAgent } from '../factories/an-agent.ts';
import { CallbackServer } from '../fakes/callback-server.ts';
import { call, deliver, Product, type Door, type ProductProcess } from '../product.ts';
import { signIn, type SignedInHeaders } from '../sign-in.ts';
import type { TestApp } from '../test-app.ts';

const AGENTS = 6;
const CAPACITY = 40;

interface World {
  door: Door;
  teamId: string;
  jana: SignedInHeaders;
  janaId: string;
}

const receiver = new CallbackServer();
let product: Product<World>;
let running: ProductProcess;

async function aWorld(app: TestApp): Promise<World> {
  const callbackUrl = await receiver.start();
  const { id, secret } = await aChannel(app, { settings: { callbackUrl } });
  const agents = [];
  for (let made = 0; made < AGENTS; made += 1) agents.push(await anAgent(app, { capacity: CAPACITY }));
  const jana = agents[0]!;
  const team = await theDefaultTeam(app);
  return { door: { id, secret }, teamId: team.id, jana: await signIn(app, jana), janaId: jana.id };
}

beforeAll(async () => {
  product = await Product.prepare({ name: 'killed', world: aWorld, env: { UNDO_SECONDS: '1' } });
  running = await product.start();
});
afterAll(async () => {
  await product.stop();
  await receiver.stop();
});

/** The same address, so that whoever called the dead process finds its heir. */
async function startAgain(): Promise<void> {
  running = await product.start({}, Number(new URL(running.url).port));
}

/** A statement that waits in the database would otherwise still be carried out when its turn comes. */
async function killWithConnections(): Promise<void> {
  await product.kill(running);
  await product.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'visavis'`,
  );
}

/** Time passes: what the dead process had taken is anybody's (relay-crash.int.spec.ts waits for it). */
async function leasesEnd(): Promise<void> {
  await product.rows('UPDATE domain_event_delivery SET due_at = now()');
}

let made = 0;
function aPost(given: Record<string, unknown> = {}): Record<string, unknown> & { externalId: string } {
  made += 1;
  const externalId = `post-${made}`;
  return {
    kind: 'mention',
    visibility: 'public',
    author: { externalId: `author-${made}`, name: `Kundin ${made}`, handle: `kundin_${made}` },
    text: `Seit heute früh kein Netz, Vorgang ${made}.`,
    postedAt: new Date().toISOString(),
    ...given,
    externalId,
  };
}

/** Everything that was owed was heard. */
const nothingIsOwed = () =>
  eventually(async () => expect(await product.count('domain_event_delivery')).toBe(0), 25_000);

/** How often each of these conversations was opened, given to somebody, and had a clock started. */
async function journeysOf(externalIds: readonly string[]) {
  return product.rows<{ opened: number; decisions: number; assigned: number; clocks: number }>(
    `SELECT DISTINCT opened, decisions, assigned, clocks, mine FROM (
       SELECT
         (SELECT count(*)::int FROM domain_event e
          WHERE e.type = 'conversation.opened' AND e.payload->>'conversationId' = c.id::text) AS opened,
         (SELECT count(*)::int FROM routing_decision d WHERE d.conversation_id = c.id) AS decisions,
         (SELECT count(*)::int FROM conversation_event e WHERE e.conversation_id = c.id AND e.type = 'assigned') AS assigned,
         (SELECT count(*)::int FROM sla_target t WHERE t.conversation_id = c.id) AS clocks,
         c.assignee_id IS NOT NULL AS mine
       FROM conversation c WHERE c.root_external_id = ANY($1)) journeys`,
    [externalIds],
  );
}
const ONCE = [{ opened: 1, decisions: 1, assigned: 1, clocks: 1, mine: true }];

// One installation that is killed again and again: starting it is what takes time here.
describe('a product that is killed', () => {
  it('in the middle of intake has every post once, each conversation placed and clocked once', async () => {
    const threads = Array.from({ length: 120 }, () => {
      const root = aPost();
      const { author, externalId } = root;
      return [root, aPost({ author, threadId: externalId, text: 'Noch da?' })];
    });
    // The follow-ups of one call belong to the roots of the call before.
    const batches = Array.from({ length: 31 }, (_, at) => [
      ...threads.slice(at * 4, at * 4 + 4).map(([root]) => root),
      ...threads.slice(Math.max(0, at * 4 - 4), at * 4).map(([, followUp]) => followUp),
    ]);
    let stored = 0;
    const queue = batches.values();
    const lanes = Array.from({ length: 8 }, async () => {
      for (const batch of queue) {
        await deliver(running.url, product.world.door, batch);
        stored += 1;
      }
    });
    const taken = Promise.all(lanes);
    taken.catch(() => {});
    await eventually(() => expect(stored).toBeGreaterThan(6));
    await product.kill(running);
    const storedAtDeath = stored;
    expect(storedAtDeath).toBeLessThan(batches.length);
    await startAgain();
    await taken;
    for (const batch of batches) {
      const { accepted, duplicates } = await deliver(running.url, product.world.door, batch);
      expect([accepted, duplicates]).toEqual([0, batch.length]);
    }

    await nothingIsOwed();
    expect(await product.count('message')).toBe(240);
    expect(await product.count(`domain_event WHERE type = 'message.received'`)).toBe(240);
    expect(await product.count('conversation')).toBe(120);
    expect(await product.count('sla_turn')).toBe(240);
    expect(await journeysOf(threads.map(([root]) => root?.externalId ?? ''))).toEqual(ONCE);
    const [most] = await product.rows<{ most: number }>(
      `SELECT max(n)::int AS most FROM (SELECT count(*) AS n FROM conversation GROUP BY assignee_id) held`,
    );
    expect(most?.most).toBeLessThanOrEqual(CAPACITY);
  });

  it('before anybody was told of its facts has them heard after the start: placed, and on screens', async () => {
    const posts = Array.from({ length: 12 }, () => aPost());
    const holder = await product.database.connect();
    // Placement waits for its turn, as it does for that of another process.
    await holder.query('SELECT pg_advisory_lock(81001, hashtext($1))', [product.world.teamId]);
    await deliver(running.url, product.world.door, posts);
    await eventually(async () =>
      expect(
        await product.count(`pg_locks WHERE locktype = 'advisory' AND classid = 81001 AND NOT granted`),
      ).toBe(1),
    );
    await killWithConnections();
    await holder.query('SELECT pg_advisory_unlock_all()');
    holder.release();
    expect(await product.count(`domain_event_delivery WHERE listener = 'routing.place'`)).toBeGreaterThan(0);
    expect(await product.count('conversation WHERE assignee_id IS NULL')).toBe(12);

    await startAgain();
    const screen = await aScreenOf(product.world.jana);
    await leasesEnd();
    await nothingIsOwed();
    expect(await journeysOf(posts.map(({ externalId }) => externalId))).toEqual(ONCE);
    const shown = await product.rows<{ id: string; assigneeId: string; version: number }>(
      `SELECT id, assignee_id AS "assigneeId", version::int FROM conversation WHERE root_external_id = ANY($1)`,
      [posts.map(({ externalId }) => externalId)],
    );
    // The last push of each is how it stands.
    await eventually(() => {
      const last = new Map(screen.rows().map(({ conversation }) => [conversation.id, conversation]));
      for (const { id, assigneeId, version } of shown)
        expect(last.get(id)).toMatchObject({ version, assignee: { id: assigneeId } });
    });
    screen.close();
  });

  it('after its listeners did their work, but before that was noted, does nothing twice', async () => {
    const posts = Array.from({ length: 12 }, () => aPost());
    const holder = await product.database.connect();
    await holder.query(
      `CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN OLD; END $$`,
    );
    await holder.query(
      'CREATE TRIGGER wait_for_test BEFORE DELETE ON domain_event_delivery FOR EACH ROW EXECUTE FUNCTION wait_for_test()',
    );
    await holder.query('SELECT pg_advisory_lock(4711)');
    await deliver(running.url, product.world.door, posts);
    const externalIds = posts.map(({ externalId }) => externalId);
    await eventually(async () => expect(await journeysOf(externalIds)).toEqual(ONCE));
    const versions = () =>
      product.rows('SELECT id, version FROM conversation WHERE root_external_id = ANY($1) ORDER BY id', [
        externalIds,
      ]);
    const before = await versions();
    await killWithConnections();
    await holder.query('DROP FUNCTION wait_for_test CASCADE');
    await holder.query('SELECT pg_advisory_unlock_all()');
    holder.release();
    expect(await product.count('domain_event_delivery')).toBeGreaterThan(12);

    await startAgain();
    await leasesEnd();
    await nothingIsOwed();
    expect(await journeysOf(externalIds)).toEqual(ONCE);
    expect(await versions()).toEqual(before);
  });

  it('while replies are on their way delivers each of them once', async () => {
    const posts = Array.from({ length: 5 }, () => aPost());
    await deliver(running.url, product.world.door, posts);
    receiver.forget();
    receiver.next('hang-after', 'hang-before', { status: 503 }, 'cut-after');
    const sent: SendReplyAnswer[] = [];
    for (const { externalId } of posts.slice(0, 4)) sent.push(await reply(externalId));
    await eventually(() => expect(receiver.calls.length).toBeGreaterThanOrEqual(4));
    sent.push(await reply(posts[4]?.externalId ?? ''));
    await product.kill(running);
    const states = await product.rows<{ state: string }>('SELECT state FROM delivery ORDER BY state');
    expect(states.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued', 'sending', 'sending']);
    // Time passes: the claims of the dead process run out, and what failed is due again.
    await product.rows(
      `UPDATE delivery SET locked_until = CASE WHEN locked_until IS NULL THEN NULL ELSE now() END,
         next_attempt_at = CASE WHEN next_attempt_at IS NULL THEN NULL ELSE now() END`,
    );

    await startAgain();
    const ids = sent.map(({ messageId }) => messageId);
    await eventually(async () => {
      const found = await product.rows<{ state: string }>(
        'SELECT delivery_state AS state FROM message WHERE id = ANY($1)',
        [ids],
      );
      expect(found.map(({ state }) => state)).toEqual(Array(5).fill('sent'));
    }, 25_000);
    const kept = [...receiver.kept.values()].map(({ text }) => text);
    expect(kept.toSorted()).toEqual(sent.map(({ text }) => text).toSorted());
    const idsByText = new Map<string, Set<string>>();
    for (const { delivery } of receiver.calls)
      idsByText.set(delivery.text, (idsByText.get(delivery.text) ?? new Set()).add(delivery.deliveryId));
    expect([...idsByText.values()].map((used) => used.size)).toEqual(Array(5).fill(1));
    const answered = await product.rows(
      `SELECT c.status, c.reply_count::int AS replies, count(t.met_at)::int AS met
       FROM conversation c JOIN sla_target t ON t.conversation_id = c.id
       WHERE c.root_external_id = ANY($1) GROUP BY c.id`,
      [posts.map(({ externalId }) => externalId)],
    );
    expect(answered).toEqual(Array(5).fill({ status: 'waiting', replies: 1, met: 1 }));
  });
});

async function conversationOf(
  externalId: string,
): Promise<{ detail: ConversationDetail; message: MessageItem }> {
  const [row] = await product.rows<{ id: string }>(
    'SELECT id FROM conversation WHERE root_external_id = $1',
    [externalId],
  );
  const answer = await call(running.url, product.world.jana, `/api/conversations/${row?.id}`);
  expect(answer.status).toBe(200);
  const detail = (await answer.json()) as ConversationDetail;
  return { detail, message: detail.messages[0]! };
}

async function reply(externalId: string): Promise<SendReplyAnswer> {
  const { detail, message } = await conversationOf(externalId);
  const answer = await call(running.url, product.world.jana, `/api/conversations/${detail.id}/replies`, {
    body: {
      idempotencyKey: `key-of-${externalId}`,
      inReplyToMessageId: message.id,
      visibility: 'public',
      text: `Die Leitung ist wieder frei (${externalId}).`,
      seenSequence: detail.sequence,
    },
  });
  expect(answer.status).toBe(202);
  return (await answer.json()) as SendReplyAnswer;
}

/** A browser that connects. */
async function aScreenOf(as: SignedInHeaders) {
  const pushes: Push[] = [];
  const socket = io(running.url, {
    path: '/realtime',
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { Cookie: as.Cookie, Origin: running.url },
  });
  socket.onAny((_name, push: Push) => pushes.push(push));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    rows: () =>
      pushes.filter((push) => push.type === 'conversation.upserted') as Pushes['conversation.upserted'][],
    close: () => void socket.disconnect(),
  };
}
