import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/eventually.ts';
import { ConnectedMastodon, NOW } from '../../../test/fakes/mastodon/connect.ts';
import type { FakeAccount } from '../../../test/fakes/mastodon/store.ts';
import {
  GOTOSOCIAL,
  PLEROMA,
  SMALL_SERVER,
  type MastodonSwitches,
} from '../../../test/fakes/mastodon/switches.ts';
import type { NormalizedPost } from '../connector.ts';

const WITHIN_MS = 5_000;

let world: ConnectedMastodon;
let ines: FakeAccount;
let heard: NormalizedPost[];
let abort: AbortController;

beforeEach(() => {
  heard = [];
  abort = new AbortController();
});

afterEach(async () => {
  abort.abort();
  await world.stop();
});

async function open(switches: Partial<MastodonSwitches> = {}, token?: string): Promise<void> {
  world = await new ConnectedMastodon(switches).start();
  if (token !== undefined) await world.start(token);
  ines = world.mastodon.person('ines', 'norden.example');
}

/** Resolves when the stream is over. */
function listen(onPosts = async (posts: NormalizedPost[]) => void heard.push(...posts)): Promise<void> {
  return world.connector.stream(abort.signal, onPosts);
}

async function isHeard(): Promise<void> {
  await eventually(() => expect(world.mastodon.feed.isHeard).toBe(true), WITHIN_MS);
}

const hears = (count: number) => eventually(() => expect(heard).toHaveLength(count), WITHIN_MS);

describe('the stream', () => {
  it.each([{}, GOTOSOCIAL])('brings posts, edits and deletions as they happen', async (switches) => {
    await open(switches);
    const over = listen();
    await isHeard();
    const post = world.mastodon.post(ines, { text: '@brueckenfunk Kein Netz' });
    await hears(1);
    expect(heard[0]).toMatchObject({
      externalId: post.id,
      text: '@brueckenfunk@social.example Kein Netz',
      addressesUs: true,
    });
    world.mastodon.edit(post, '@brueckenfunk Doch Netz', NOW);
    await hears(2);
    expect(heard[1]).toMatchObject({
      externalId: post.id,
      text: '@brueckenfunk@social.example Doch Netz',
      editedAt: NOW,
    });
    world.mastodon.delete(post);
    await hears(3);
    expect(heard[2]).toMatchObject({ externalId: post.id, isDeleted: true });
    abort.abort();
    await over;
  });

  it('tells of nothing that is not meant for us', async () => {
    await open();
    const over = listen();
    await isHeard();
    const talk = world.mastodon.post(ines, { text: 'Schönes Wetter' });
    world.mastodon.edit(talk, 'Schlechtes Wetter', NOW);
    world.mastodon.feed.tell(
      'notification',
      JSON.stringify({ id: '1', type: 'favourite', created_at: NOW.toISOString() }),
    );
    world.mastodon.post(ines, { text: '@brueckenfunk Hallo' });
    await hears(1);
    expect(heard[0]?.text).toContain('Hallo');
    abort.abort();
    await over;
  });

  it('survives heartbeats, nonsense and events in pieces', async () => {
    await open();
    const over = listen();
    await isHeard();
    const { feed } = world.mastodon;
    feed.say(':thump\n:thump\n');
    feed.say('event: notification\ndata: {"id": kaputt\n\n');
    feed.say(
      'event: notification\ndata: null\n\nevent: delete\ndata: <script>\n\nevent: filters_changed\ndata: undefined\n\n',
    );
    feed.say('event: del');
    feed.say('ete\ndata: 4');
    feed.say('2\n\n');
    await hears(1);
    expect(heard[0]).toMatchObject({ externalId: '42', isDeleted: true });
    abort.abort();
    await over;
  });

  it('is over when the server ends it, and the poll has what was missed', async () => {
    await open();
    await world.drain();
    const over = listen();
    await isHeard();
    world.mastodon.feed.end();
    await over;
    world.mastodon.post(ines, { text: '@brueckenfunk Hallo' });
    expect(await world.drain()).toHaveLength(1);
  });

  it.each([PLEROMA, SMALL_SERVER])(
    'is over at once where there is none, and the poll goes on',
    async (switches) => {
      await open(switches);
      await listen();
      world.mastodon.post(ines, { text: '@brueckenfunk Hallo' });
      expect(await world.drain()).toHaveLength(1);
    },
  );

  it('fails with a reason when the token does not work', async () => {
    await open({}, 'another-token');
    await expect(listen()).rejects.toMatchObject({ kind: 'auth' });
  });

  it('breaks off when a post could not be stored, and the poll tells its whole thread again', async () => {
    await open();
    const root = world.mastodon.post(ines, { text: 'Kein Netz' });
    await world.drain();
    const over = listen(async () => {
      throw new Error('The database is away');
    });
    const failure = over.then(
      () => 'none',
      (error: Error) => error.message,
    );
    await isHeard();
    world.mastodon.post(ines, { text: '@brueckenfunk Hört ihr?', inReplyTo: root.id });
    expect(await failure).toBe('The database is away');
    expect(await world.drain()).toHaveLength(2);
  });
});
