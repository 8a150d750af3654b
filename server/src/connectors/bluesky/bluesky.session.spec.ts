import { describe, expect, it } from '@jest/globals';
import {
  BLUESKY_ACTORS,
  BLUESKY_NOW,
  BLUESKY_SETTINGS,
  FakeBluesky,
  refusal,
} from '../../../test/fakes/fake-bluesky.ts';
import type { FakeRequest } from '../../../test/fakes/fake-http.ts';
import { failureOf } from '../testing/contract-world.ts';
import { BlueskyConnector } from './bluesky.connector.ts';

const LOGIN = 'com.atproto.server.createSession';
const REFRESH = 'com.atproto.server.refreshSession';
const is = (nsid: string) => (request: FakeRequest) => request.url.pathname.endsWith(nsid);

/** A channel whose state outlives its connectors, as in the database. */
class World {
  readonly network = new FakeBluesky();
  now = BLUESKY_NOW;
  state: Record<string, unknown> = {};
  readonly saved: Record<string, unknown>[] = [];
  settings: Record<string, string> = BLUESKY_SETTINGS;
  onSave: () => void = () => {};

  connector(): BlueskyConnector {
    return new BlueskyConnector({
      channelId: 'channel-1',
      settings: this.settings,
      state: structuredClone(this.state),
      saveState: async (state) => {
        this.onSave();
        this.state = structuredClone(state);
        this.saved.push(this.state);
      },
      http: this.network.http.client,
      now: () => this.now,
      publicUrl: 'https://care.example',
      ownUrl: 'http://127.0.0.1:3000',
    });
  }

  poll(connector = this.connector()) {
    return connector.poll(null, new Date(this.now.getTime() - 3_600_000));
  }

  pass(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1_000);
  }

  get logins(): number {
    return this.network.calls(LOGIN);
  }
}

describe('the session of a channel', () => {
  it('begins with one login and serves every poll and process after it', async () => {
    const world = new World();
    const connector = world.connector();
    await world.poll(connector);
    await world.poll(connector);
    await world.poll();
    expect([world.logins, world.network.calls(REFRESH)]).toEqual([1, 0]);
    expect(world.network.logins).toEqual(['brueckenfunk.test']);
  });

  it('is refreshed when its token has run out, once for all who wait', async () => {
    const world = new World();
    const connector = world.connector();
    await world.poll(connector);
    world.network.expire('access');
    await Promise.all([world.poll(connector), world.poll(connector), connector.sweep(['at://x'])]);
    expect([world.logins, world.network.calls(REFRESH)]).toEqual([1, 1]);
  });

  it('keeps the new pair before it is used', async () => {
    const world = new World();
    const connector = world.connector();
    await world.poll(connector);
    world.network.expire('access');
    world.onSave = () => {
      throw new Error('The database is away');
    };
    await expect(world.poll(connector)).rejects.toThrow('The database is away');
    const last = world.network.http.requests.at(-1);
    expect(last && is(REFRESH)(last)).toBe(true);
  });

  it('begins anew where there is nothing left to refresh', async () => {
    const world = new World();
    await world.poll();
    world.network.expire('all');
    const connector = world.connector();
    await Promise.all([world.poll(connector), world.poll(connector)]);
    expect([world.logins, world.network.calls(REFRESH)]).toEqual([2, 1]);
  });

  it('is not given up for a refresh that failed for another reason', async () => {
    const world = new World();
    const connector = world.connector();
    await world.poll(connector);
    world.network.expire('access');
    world.network.http.disturb(is(REFRESH), refusal(502, 'UpstreamFailure', 'Down'));
    expect((await failureOf(world.poll(connector))).kind).toBe('transient');
    world.network.http.heal();
    await world.poll(connector);
    expect(world.logins).toBe(1);
  });

  it('does not end in a loop when a fresh token is refused as well', async () => {
    const world = new World();
    world.network.http.disturb(
      (request) => request.url.pathname.includes('app.bsky'),
      refusal(400, 'InvalidToken', 'Token could not be verified'),
    );
    expect((await failureOf(world.poll())).kind).toBe('auth');
    expect([world.logins, world.network.calls(REFRESH)]).toEqual([1, 1]);
  });
});

describe('logins', () => {
  it('that are refused say so without the password', async () => {
    const world = new World();
    world.settings = { ...BLUESKY_SETTINGS, appPassword: 'wrong-pass-word-here' };
    const failure = await failureOf(world.poll());
    expect([failure.kind, failure.message]).toEqual(['auth', 'Invalid identifier or password']);
  });

  it('are counted before they are tried, and stop long before the network stops them', async () => {
    const world = new World();
    world.network.http.disturb(is(LOGIN), 'lost');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect((await failureOf(world.poll())).kind).toBe('transient');
      world.pass(10);
    }
    const failure = await failureOf(world.poll());
    expect(failure.kind).toBe('rateLimited');
    expect(failure.retryAfter).toEqual(new Date(BLUESKY_NOW.getTime() + 300_000));
    expect(world.logins).toBe(6);
    world.network.http.heal();
    world.pass(300);
    await world.poll();
    expect(world.logins).toBe(7);
  });

  it('stay far below the limit of a day', async () => {
    const world = new World();
    world.network.http.disturb(is(LOGIN), 'timeout');
    for (let attempt = 0; attempt < 200; attempt += 1) {
      await failureOf(world.poll());
      world.pass(300);
    }
    expect(world.logins).toBe(100);
  });
});

describe('where the account lives', () => {
  const announced = (serviceEndpoint: string) => ({
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint }],
  });
  async function pollWith(serviceEndpoint: string) {
    const world = new World();
    const { did, handle } = BLUESKY_ACTORS.us;
    const tokens = { accessJwt: 'access-0', refreshJwt: 'refresh-0' };
    world.network.http.on('POST', `https://pds.example/xrpc/${LOGIN}`, {
      body: { did, handle, ...tokens, didDoc: announced(serviceEndpoint) },
    });
    world.network.http.on('GET', 'https://shiitake.example/xrpc/app.bsky.notification.listNotifications', {
      body: { notifications: [] },
    });
    world.network.http.on('GET', 'https://shiitake.example/xrpc/app.bsky.feed.getAuthorFeed', {
      body: { feed: [] },
    });
    await world.poll();
    return world.network.http.requests.map(({ url }) => url.host);
  }

  it('is what the login announces', async () => {
    expect(await pollWith('https://shiitake.example')).toEqual([
      'pds.example',
      'shiitake.example',
      'shiitake.example',
    ]);
  });

  it.each(['http://shiitake.example', 'ftp://x', 'nonsense', ''])('is not %j', async (endpoint) => {
    expect(new Set(await pollWith(endpoint))).toEqual(new Set(['pds.example']));
  });
});

it('connects an account that the network has not heard of yet', async () => {
  const world = new World();
  world.network.http.disturb(
    is('app.bsky.actor.getProfile'),
    refusal(400, 'InvalidRequest', 'Profile not found'),
  );
  const { checks, account } = await world.connector().test();
  expect(checks.every(({ ok }) => ok)).toBe(true);
  expect(account).toMatchObject({ externalId: BLUESKY_ACTORS.us.did, name: null });
});
