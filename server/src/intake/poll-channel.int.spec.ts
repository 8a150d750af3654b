import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { POLLED_NETWORK, FakePolledNetwork } from '../../test/fakes/fake-polled-network.ts';
import { eventually } from '../../test/eventually.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { IntakeModule } from './intake.module.ts';
import { PollChannelService } from './poll-channel.service.ts';

let app: TestApp;
let network: FakePolledNetwork;
let channel: ConnectedTestChannel;

beforeEach(async () => {
  network = new FakePolledNetwork();
  app = await createTestApp({
    modules: [AgentsModule, IntakeModule],
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(network.registry()),
  });
  channel = await aChannel(app, { network: POLLED_NETWORK, settings: { account: 'us', token: 'secret' } });
});
afterEach(() => app.close());

/** Lets the tick come round, and whatever it finds. */
async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}

const health = async () => (await app.get(ChannelsService).get(channel.id)).health;
const storedIds = async () =>
  (await app.database.query<{ id: string }>('SELECT external_id AS id FROM message ORDER BY 1')).map(
    (row) => row.id,
  );

describe('polling a channel', () => {
  it('goes on from the cursor of the posts it has stored, page by page', async () => {
    network.pollAnswers = [
      { posts: [aPost({ externalId: 'a' })], cursor: { after: 'a' }, hasMore: true },
      { posts: [aPost({ externalId: 'b' })], cursor: { after: 'b' } },
    ];
    await pass(1);
    await pass(11);
    expect(await storedIds()).toEqual(['a', 'b']);
    expect(network.polls.map((poll) => poll.cursor)).toEqual([null, { after: 'a' }, { after: 'b' }]);
    expect(network.polls[0]?.since).toEqual(channel.since);
  });

  it('does not move the cursor when the posts behind it could not be stored', async () => {
    const broken = {
      ...aPost(),
      replyContext: {
        toJSON: () => {
          throw new Error('not storable');
        },
      },
    };
    network.pollAnswers = [
      { posts: [aPost({ externalId: 'a' })], cursor: { after: 'a' }, hasMore: true },
      { posts: [broken], cursor: { after: 'broken' } },
    ];
    await pass(1);
    const [row] = await app.database.query('SELECT cursor, polling_until AS until, failures FROM channel');
    expect(row).toEqual({ cursor: { after: 'a' }, until: null, failures: 1 });
    expect(await storedIds()).toEqual(['a']);
  });

  it('is done by one at a time, and by the next when the first has died', async () => {
    let open = () => {};
    network.pollGate = new Promise((resolve) => {
      open = resolve;
    });
    const polls = app.get(PollChannelService);
    const { signal } = new AbortController();
    const first = polls.poll(channel.id, signal);
    await untilTrue(() => network.polls.length === 1);
    await polls.poll(channel.id, signal);
    expect(network.polls).toHaveLength(1);
    app.clock.advance({ seconds: 61 });
    const afterDeath = polls.poll(channel.id, signal);
    await untilTrue(() => network.polls.length === 2);
    open();
    await Promise.all([first, afterDeath]);
  });

  it('waits for the network’s own reset when it was too fast', async () => {
    const retryAfter = new Date(app.clock.now().getTime() + 600_000);
    network.pollAnswers = [new ConnectorError('rateLimited', 'Too many requests', { retryAfter })];
    await pass(1);
    expect(await health()).toMatchObject({ state: 'degraded', reason: 'rateLimited' });
    await pass(590);
    expect(network.polls).toHaveLength(1);
    await pass(20);
    expect(network.polls).toHaveLength(2);
    expect(await health()).toMatchObject({ state: 'healthy', reason: null });
  });

  it('asks to be connected again when the credentials no longer work, and notices when they do', async () => {
    network.pollAnswers = [new ConnectorError('auth', 'Token revoked')];
    await pass(1);
    expect(await health()).toMatchObject({ state: 'reconnect', reason: 'auth' });
    await pass(14 * 60);
    expect(network.polls).toHaveLength(1);
    await pass(2 * 60);
    expect(await health()).toMatchObject({ state: 'healthy' });
  });

  it('tries again ever later while the network is away, and says so when it lasts', async () => {
    network.pollAnswers = Array.from({ length: 5 }, () => new ConnectorError('transient', 'Bad gateway'));
    const times: number[] = [];
    for (let seconds = 0; seconds < 240 && network.polls.length < 5; seconds += 1) {
      const before = network.polls.length;
      await pass(1);
      if (network.polls.length > before) times.push(seconds);
      if (network.polls.length === 2) expect((await health()).state).toBe('healthy');
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses).toEqual([10, 20, 40, 80]);
    expect(await health()).toMatchObject({ state: 'degraded', reason: 'transient' });
  });

  it('has everything once when the network was away for an hour', async () => {
    network.pollAnswers = [
      { posts: [aPost({ externalId: 'before' })], cursor: { after: 'before' } },
      ...Array.from({ length: 100 }, () => new ConnectorError('transient', 'The network cannot be reached')),
    ];
    await pass(1);
    for (let minute = 0; minute < 60; minute += 1) await pass(60);
    expect(await health()).toMatchObject({ state: 'degraded', reason: 'transient' });
    network.pollAnswers = [
      {
        posts: [aPost({ externalId: 'before' }), aPost({ externalId: 'a' })],
        cursor: { after: 'a' },
        hasMore: true,
      },
      { posts: [aPost({ externalId: 'b' })], cursor: { after: 'b' } },
    ];
    // Nobody waits longer than five minutes for it to be noticed.
    for (let minute = 0; minute < 6; minute += 1) await pass(60);
    expect(await storedIds()).toEqual(['a', 'b', 'before']);
    expect(network.polls.slice(1).find((poll) => poll.cursor === null)).toBeUndefined();
    expect(await health()).toMatchObject({ state: 'healthy', reason: null });
  });

  it('leaves a paused channel alone', async () => {
    await app.get(ChannelsService).pause(channel.id);
    await pass(60);
    expect(network.polls).toEqual([]);
    await app.get(ChannelsService).resume(channel.id);
    await pass(1);
    expect(network.polls).toHaveLength(1);
  });

  it('stays paused when it is paused while somebody polls it', async () => {
    let answer = (): void => {};
    network.pollGate = new Promise((resolve) => (answer = resolve));
    const polling = pass(1);
    await eventually(() => expect(network.polls).toHaveLength(1));
    await app.get(ChannelsService).pause(channel.id);
    answer();
    await polling;
    expect(await health()).toMatchObject({ state: 'paused', reason: 'paused-by-hand' });
  });

  it('spares a budget that runs low, and shows it', async () => {
    const resetsAt = new Date(app.clock.now().getTime() + 300_000);
    network.pollAnswers = [{ budget: { remaining: 10, limit: 300, resetsAt } }];
    await pass(1);
    await pass(50);
    expect(network.polls).toHaveLength(1);
    expect((await health()).budget).toEqual({ remaining: 10, limit: 300, resetsAt: resetsAt.toISOString() });
    await pass(15);
    expect(network.polls).toHaveLength(2);
  });

  it('says how far behind the network it is', async () => {
    const postedAt = new Date(app.clock.now().getTime() - 30_000);
    network.pollAnswers = [{ posts: [aPost({ postedAt })] }];
    await pass(1);
    expect(await health()).toMatchObject({ lastPostAt: postedAt, lagSeconds: 31 });
  });
});

describe('sweeping a channel', () => {
  it('mirrors what was deleted or edited there without a word', async () => {
    network.pollAnswers = [{ posts: [aPost({ externalId: 'gone' }), aPost({ externalId: 'same' })] }];
    network.sweepAnswer = (ids) =>
      ids
        .filter((id) => id === 'gone')
        .map((id) => aPost({ externalId: id, isDeleted: true, author: { externalId: '', name: '' } }));
    await pass(1);
    await pass(10 * 60);
    expect(network.sweeps.map((ids) => ids.toSorted())).toContainEqual(['gone', 'same']);
    const rows = await app.database.query(
      'SELECT external_id AS id, deleted_at IS NOT NULL AS "isDeleted" FROM message ORDER BY 1',
    );
    expect(rows).toEqual([
      { id: 'gone', isDeleted: true },
      { id: 'same', isDeleted: false },
    ]);
    await pass(10 * 60);
    expect(network.sweeps.at(-1)).toEqual(['same']);
  });
});

async function untilTrue(condition: () => boolean): Promise<void> {
  const until = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > until) throw new Error('It did not come true within five seconds.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
