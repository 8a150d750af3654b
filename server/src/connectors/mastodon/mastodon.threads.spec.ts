import { afterEach, describe, expect, it } from '@jest/globals';
import { ConnectedMastodon } from '../../../test/fakes/mastodon/connect.ts';
import type { FakeAccount, FakeStatus } from '../../../test/fakes/mastodon/store.ts';

let world: ConnectedMastodon;
let ines: FakeAccount;
let oliver: FakeAccount;

async function open(): Promise<ConnectedMastodon> {
  world = await new ConnectedMastodon().start();
  ines = world.mastodon.person('ines', 'norden.example');
  oliver = world.mastodon.person('oliver');
  return world;
}

afterEach(() => world.stop());

function say(by: FakeAccount, text: string, inReplyTo?: FakeStatus, visibility = 'public'): FakeStatus {
  return world.mastodon.post(by, { text, visibility, ...(inReplyTo && { inReplyTo: inReplyTo.id }) });
}

const contexts = () => world.asked('GET', /\/context$/).length;

/** Root of every post that arrived, by its text. */
async function roots(): Promise<Record<string, string>> {
  const posts = await world.drain();
  return Object.fromEntries(posts.map((post) => [post.text.replace(/@\S+ /, ''), post.rootExternalId]));
}

describe('the conversation of a post', () => {
  it('is the thread that a customer began, told from its beginning', async () => {
    await open();
    const root = say(ines, 'Kein Netz');
    const middle = say(oliver, 'Bei mir auch', root);
    const end = say(ines, '@brueckenfunk Bitte helfen', middle);
    const posts = await world.drain();
    expect(
      posts.map(({ externalId, rootExternalId, addressesUs }) => [externalId, rootExternalId, addressesUs]),
    ).toEqual([
      [root.id, root.id, false],
      [middle.id, root.id, false],
      [end.id, root.id, true],
    ]);
  });

  it('is its own directly below a post of ours, and that of the direct answer further down', async () => {
    await open();
    const ours = say(world.mastodon.us, 'Wartung heute Nacht');
    const first = say(ines, '@brueckenfunk eins', ours);
    const second = say(oliver, '@brueckenfunk zwei', ours);
    say(oliver, '@brueckenfunk dazu', first);
    expect(await roots()).toEqual({
      'Wartung heute Nacht': ours.id,
      eins: first.id,
      zwei: second.id,
      dazu: first.id,
    });
  });

  it('goes on through what we answered in it', async () => {
    await open();
    const root = say(ines, '@brueckenfunk Kein Netz');
    await world.drain();
    const answer = say(world.mastodon.us, '@ines@norden.example Wo denn?', root);
    say(ines, '@brueckenfunk In Kiel', answer);
    const posts = await world.drain();
    expect(posts.map(({ rootExternalId, isOwn }) => [rootExternalId, isOwn])).toEqual([
      [root.id, true],
      [root.id, false],
    ]);
  });

  it('costs one question for a storm below one post', async () => {
    await open();
    const ours = say(world.mastodon.us, 'Wartung heute Nacht');
    const comments = Array.from({ length: 60 }, (_, at) => say(ines, `@brueckenfunk Kommentar ${at}`, ours));
    const posts = await world.drain();
    expect(posts.filter((post) => post.rootExternalId === post.externalId && !post.isOwn)).toHaveLength(60);
    say(oliver, '@brueckenfunk dazu', comments[59]);
    expect(Object.values(await roots())).toEqual([comments[59]!.id]);
    expect(contexts()).toBe(1);
  });

  it('is told again when the batch that told it went lost', async () => {
    await open();
    const root = say(ines, 'Kein Netz');
    say(oliver, '@brueckenfunk Hört ihr?', root);
    const cursor = world.cursor;
    expect(await world.drain()).toHaveLength(2);
    world.cursor = cursor;
    expect(await world.drain()).toHaveLength(2);
  });

  it('is left to the parent when the server shows nothing above', async () => {
    await open();
    const root = say(ines, 'Kein Netz');
    const answer = say(oliver, '@brueckenfunk Hört ihr?', root);
    world.mastodon.disturb(({ url }) => url.pathname.endsWith('/context'), {
      status: 404,
      body: { error: 'Record not found' },
    });
    expect(await world.drain()).toMatchObject([
      { externalId: answer.id, rootExternalId: answer.id, inReplyToExternalId: root.id },
    ]);
  });

  it('waits when the server cannot be asked', async () => {
    await open();
    say(oliver, '@brueckenfunk Hört ihr?', say(ines, 'Kein Netz'));
    world.mastodon.disturb(({ url }) => url.pathname.endsWith('/context'), { status: 502, body: '' });
    await expect(world.drain()).rejects.toMatchObject({ kind: 'transient' });
    world.mastodon.heal();
    expect(await world.drain()).toHaveLength(2);
  });

  it('in private is one exchange with a person, however its posts hang together, and asks nothing', async () => {
    await open();
    const first = say(ines, '@brueckenfunk Geheim', undefined, 'direct');
    say(
      ines,
      '@brueckenfunk Noch etwas',
      say(world.mastodon.us, '@ines@norden.example Ja?', first, 'direct'),
      'direct',
    );
    say(oliver, '@brueckenfunk Auch geheim', undefined, 'direct');
    const posts = await world.drain();
    expect(posts.map(({ rootExternalId, kind }) => [rootExternalId, kind])).toEqual([
      ['private:https://norden.example/@ines', 'message'],
      ['private:https://norden.example/@ines', 'message'],
      ['private:https://social.example/@oliver', 'message'],
    ]);
    expect(contexts()).toBe(0);
  });

  it('keeps what is said in private below something public apart', async () => {
    await open();
    const shown = say(ines, '@brueckenfunk Kein Netz');
    const secret = say(ines, '@brueckenfunk Meine Nummer ist …', shown, 'direct');
    const followers = say(oliver, '@brueckenfunk Nur für Freunde', shown, 'private');
    const posts = await world.drain();
    expect(posts.map((post) => [post.externalId, post.rootExternalId, post.visibility])).toEqual([
      [shown.id, shown.id, 'public'],
      [secret.id, 'private:https://norden.example/@ines', 'private'],
      [followers.id, shown.id, 'private'],
    ]);
  });
});
