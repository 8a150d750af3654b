import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { FakePolledNetwork, POLLED_NETWORK } from '../../test/fakes/fake-polled-network.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectChannelService } from '../channels/connect-channel.service.ts';
import { PollLeasesService } from '../channels/poll-leases.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { IntakeModule } from './intake.module.ts';
import { StreamChannelsService } from './stream-channels.service.ts';

let app: TestApp;
let network: FakePolledNetwork;
let channel: ConnectedTestChannel;
let streams: StreamChannelsService;

beforeEach(async () => {
  network = new FakePolledNetwork();
  app = await createTestApp({
    modules: [AgentsModule, IntakeModule],
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(network.registry()),
  });
  channel = await aChannel(app, { network: POLLED_NETWORK, settings: { account: 'us', token: 'secret' } });
  streams = app.get(StreamChannelsService);
});
afterEach(() => app.close());

const storedIds = async () =>
  (await app.database.query<{ id: string }>('SELECT external_id AS id FROM message ORDER BY 1')).map(
    ({ id }) => id,
  );

const isHeld = async () =>
  (await app.database.query('SELECT FROM channel WHERE streaming_until IS NOT NULL')).length > 0;

const inAnHour = () => new Date(app.clock.now().getTime() + 3_600_000);

describe('a stream', () => {
  it('stores posts at once, and what the poll brings again only once', async () => {
    await streams.look();
    await untilTrue(() => network.isStreaming);
    const post = aPost({ externalId: 'live' });
    await network.streamPosts([post]);
    expect(await storedIds()).toEqual(['live']);
    network.pollAnswers = [{ posts: [post] }];
    app.clock.advance({ seconds: 1 });
    await app.settle();
    expect(await storedIds()).toEqual(['live']);
  });

  it('is opened once, also when somebody else holds it', async () => {
    const other = newId();
    await app.get(PollLeasesService).claimStreams([channel.id], other);
    await streams.look();
    expect(network.streams).toBe(0);
    app.clock.advance({ seconds: 31 });
    await streams.look();
    await streams.look();
    await untilTrue(() => network.isStreaming);
    expect(network.streams).toBe(1);
  });

  it('is let go when the channel is paused, and opened again when it goes on', async () => {
    await streams.look();
    await untilTrue(() => network.isStreaming);
    await app.get(ChannelsService).pause(channel.id);
    await streams.look();
    await untilTrue(() => !network.isStreaming);
    await app.get(ChannelsService).resume(channel.id);
    await untilTrue(async () => {
      await streams.look();
      return network.isStreaming;
    });
  });

  it('is opened anew when the channel is connected differently', async () => {
    await streams.look();
    await untilTrue(() => network.isStreaming);
    await app.get(ConnectChannelService).update(channel.id, { settings: { token: 'another' } });
    await untilTrue(async () => {
      await streams.look();
      return network.streams === 2 && network.isStreaming;
    });
    expect(network.contexts.at(-1)?.settings.token).toBe('another');
  });

  it('comes back after it broke off, and asks the poll what was missed', async () => {
    await streams.look();
    await untilTrue(() => network.isStreaming);
    app.clock.advance({ seconds: 1 });
    await app.settle();
    const polls = network.polls.length;
    network.interruptStream(new ConnectorError('transient', 'Connection lost'));
    await untilTrue(() => network.streams === 2 && network.isStreaming);
    app.clock.advance({ seconds: 1 });
    await app.settle();
    expect(network.polls.length).toBe(polls + 1);
  });

  it('that its server does not have leaves the poll as it is without one', async () => {
    network.hasStream = false;
    await streams.look();
    await untilTrue(async () => network.streams > 0 && !(await isHeld()));
    for (let round = 0; round < 3; round += 1) {
      app.clock.advance({ seconds: 11 });
      const polls = network.polls.length;
      await app.settle();
      expect(network.polls.length).toBeGreaterThan(polls);
    }
  });

  it('that breaks off leaves the pause that the network asked for', async () => {
    network.pollAnswers = [new ConnectorError('rateLimited', 'Slow down', { retryAfter: inAnHour() })];
    app.clock.advance({ seconds: 1 });
    await app.settle();
    const polls = network.polls.length;
    network.hasStream = false;
    await streams.look();
    await untilTrue(async () => network.streams > 0 && !(await isHeld()));
    app.clock.advance({ minutes: 59 });
    await app.settle();
    expect(network.polls).toHaveLength(polls);
    app.clock.advance({ minutes: 2 });
    await app.settle();
    expect(network.polls.length).toBeGreaterThan(polls);
  });

  it('puts polls off no longer than it lasts', async () => {
    await streams.look();
    await untilTrue(() => network.isStreaming);
    app.clock.advance({ seconds: 1 });
    await app.settle();
    const polls = network.polls.length;
    app.clock.advance({ seconds: 11 });
    await app.settle();
    expect(network.polls).toHaveLength(polls);
    network.hasStream = false;
    network.interruptStream(new ConnectorError('transient', 'Connection lost'));
    await untilTrue(async () => !(await isHeld()));
    app.clock.advance({ seconds: 1 });
    await app.settle();
    expect(network.polls.length).toBeGreaterThan(polls);
  });
});

async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('It did not come true within ten seconds.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
