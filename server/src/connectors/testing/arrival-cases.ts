import { expect } from '@jest/globals';
import type { NormalizedPost } from '../connector.ts';
import type { ContractCase } from './connector-contract.ts';
import type { SamplePost } from './connector-fixtures.ts';
import type { ContractWorld, Way } from './contract-world.ts';
import { aSample } from './contract-world.ts';

const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000);

const privately = (fixtures: { module: { manifest: { kinds: string[] } } }) =>
  fixtures.module.manifest.kinds.includes('message');
const polls = (_fixtures: unknown, way: Way) => way === 'poll';

/** Texts as people and attackers write them; each has to arrive to the letter. */
const HOSTILE_TEXTS = [
  '<script>alert("1")</script><img src=x onerror=alert(1)>',
  'Tarif A < Tarif B && "C" > \'D\' &amp; &lt;b&gt;',
  'Erste Zeile\nZweite Zeile\n\nNeuer Absatz',
  "'; DROP TABLE message; --",
  '{{constructor}} ${process.env} %s %d %00 \\u0041 \\n',
  'مرحبا \u202Egnp.exe\u202C שלום',
  'Familie 👨‍👩‍👧‍👦, Fahne 🇩🇪, Haut 👍🏽, zerlegt e\u0301, Nullbreite \u200D',
  '__proto__',
];

function thread(now: Date): SamplePost[] {
  return [
    aSample(now, { id: 'root', postedAt: minutesBefore(now, 50) }),
    aSample(now, {
      id: 'answer',
      root: 'root',
      inReplyTo: 'root',
      author: 'bystander',
      text: 'Bei mir auch.',
      postedAt: minutesBefore(now, 40),
    }),
    aSample(now, {
      id: 'third',
      root: 'root',
      inReplyTo: 'answer',
      text: 'Danke für die Info!',
      postedAt: minutesBefore(now, 30),
    }),
  ];
}

/** What has to be the same whenever a post arrives. */
const essence = (post: NormalizedPost) => ({
  externalId: post.externalId,
  rootExternalId: post.rootExternalId,
  inReplyToExternalId: post.inReplyToExternalId,
  author: post.author.externalId,
  visibility: post.visibility,
  text: post.text,
  isOwn: post.isOwn,
  isDeleted: post.isDeleted,
  postedAt: post.postedAt.toISOString(),
});

const byId = (posts: NormalizedPost[]) =>
  new Map(posts.map((post) => [post.externalId, essence(post)] as const));

function only(posts: NormalizedPost[], world: ContractWorld, id: string): NormalizedPost {
  const externalId = world.network.externalId(id);
  const found = posts.filter((post) => post.externalId === externalId);
  const last = found.at(-1);
  if (!last)
    throw new Error(
      `"${id}" (${externalId}) did not arrive, but ${posts.map((post) => post.externalId).join(', ')}`,
    );
  return last;
}

/** Everything about posts on their way to us. */
export const arrivalCases: ContractCase[] = [
  {
    name: 'a thread arrives with its ids, authors, texts and times',
    run: async (world) => {
      const samples = thread(world.fixtures.now);
      const posts = await world.arrive(...samples);
      for (const sample of samples) {
        const post = only(posts, world, sample.id);
        expect(essence(post)).toEqual({
          externalId: world.network.externalId(sample.id),
          rootExternalId: world.network.externalId(sample.root),
          inReplyToExternalId: sample.inReplyTo && world.network.externalId(sample.inReplyTo),
          author: post.author.externalId,
          visibility: 'public',
          text: sample.text,
          isOwn: false,
          isDeleted: false,
          postedAt: sample.postedAt.toISOString(),
        });
        expect(post.author.name).not.toBe('');
        expect(post.addressesUs).toBe(true);
        expect(world.fixtures.module.manifest.kinds).toContain(post.kind);
      }
      const authors = samples.map((sample) => only(posts, world, sample.id).author.externalId);
      expect(authors[0]).toBe(authors[2]);
      expect(authors[0]).not.toBe(authors[1]);
    },
  },
  {
    name: 'the order of arrival changes nothing about the posts',
    run: async (world) => {
      const samples = thread(world.fixtures.now);
      const posts = await world.arrive(...samples.toReversed());
      expect([...byId(posts).keys()].sort()).toEqual(
        samples.map(({ id }) => world.network.externalId(id)).sort(),
      );
      expect(only(posts, world, 'third').rootExternalId).toBe(world.network.externalId('root'));
    },
  },
  {
    name: 'a post that the network repeats keeps its id and content',
    run: async (world) => {
      const sample = aSample(world.fixtures.now);
      const posts = await world.arrive(sample, sample);
      const again = await world.arrive(sample);
      expect(posts.length).toBeGreaterThan(0);
      expect(byId([...posts, ...again]).size).toBe(1);
      for (const post of [...posts, ...again])
        expect(essence(post)).toEqual(essence(only(posts, world, 'first')));
    },
  },
  {
    name: 'a batch whose commit failed arrives again',
    when: polls,
    run: async (world) => {
      world.network.publish(thread(world.fixtures.now));
      const lost = await world.poll(null);
      const again = await world.poll(null);
      expect(byId(again.posts)).toEqual(byId(lost.posts));
    },
  },
  {
    name: 'the cursor moves on and loses nothing that comes after it',
    when: polls,
    run: async (world) => {
      const { now } = world.fixtures;
      await world.arrive(aSample(now, { id: 'early', postedAt: minutesBefore(now, 50) }));
      const cursor = structuredClone(world.cursor);
      const posts = await world.arrive(aSample(now, { id: 'late', postedAt: minutesBefore(now, 10) }));
      expect(only(posts, world, 'late').externalId).toBe(world.network.externalId('late'));
      expect(world.cursor).not.toEqual(cursor);
      const repeated = await world.poll(cursor);
      expect(only(repeated.posts, world, 'late').text).toBe(only(posts, world, 'late').text);
    },
  },
  {
    name: 'a post with an older time that comes late is not passed over',
    when: polls,
    run: async (world) => {
      const { now } = world.fixtures;
      await world.arrive(aSample(now, { id: 'newer', postedAt: minutesBefore(now, 10) }));
      const posts = await world.arrive(aSample(now, { id: 'older', postedAt: minutesBefore(now, 11) }));
      expect(only(posts, world, 'older').externalId).toBe(world.network.externalId('older'));
    },
  },
  {
    name: 'more posts than one page arrive complete',
    when: polls,
    run: async (world) => {
      const { now } = world.fixtures;
      const samples = Array.from({ length: 130 }, (_, at) =>
        aSample(now, {
          id: `storm-${at}`,
          text: `Störung ${at}`,
          postedAt: minutesBefore(now, 50 - at * 0.3),
        }),
      );
      const posts = await world.arrive(...samples);
      expect(byId(posts).size).toBe(130);
    },
  },
  {
    name: 'an edited post keeps its id and carries the new text and the instant of the edit',
    when: ({ changes }) => changes.edits !== 'never',
    run: async (world) => {
      const { now, changes } = world.fixtures;
      const sample = aSample(now);
      await world.arrive(sample);
      const editedAt = minutesBefore(now, 5);
      const how = changes.edits === 'sweep' ? 'sweep' : 'arrive';
      const post = only(
        await world.change(how, { ...sample, text: 'Es geht wieder.', editedAt }),
        world,
        'first',
      );
      expect([post.text, post.editedAt?.toISOString()]).toEqual(['Es geht wieder.', editedAt.toISOString()]);
    },
  },
  {
    name: 'a deleted post is told as deleted',
    run: async (world) => {
      const { now, changes } = world.fixtures;
      const sample = aSample(now);
      await world.arrive(sample);
      const posts = await world.change(changes.deletions, { ...sample, deleted: true });
      expect(only(posts, world, 'first').isDeleted).toBe(true);
    },
  },
  {
    name: 'private posts of one person are one private exchange',
    when: privately,
    run: async (world) => {
      const { now } = world.fixtures;
      const posts = await world.arrive(
        aSample(now, { id: 'open', postedAt: minutesBefore(now, 50) }),
        aSample(now, { id: 'secret-1', visibility: 'private', text: 'Meine Nummer ist …' }),
        aSample(now, { id: 'secret-2', visibility: 'private', text: 'Und noch etwas.' }),
      );
      const [first, second] = [only(posts, world, 'secret-1'), only(posts, world, 'secret-2')];
      expect([first.visibility, second.visibility]).toEqual(['private', 'private']);
      expect([first.kind, second.kind]).toEqual(['message', 'message']);
      expect(second.rootExternalId).toBe(first.rootExternalId);
      expect(only(posts, world, 'open').rootExternalId).not.toBe(first.rootExternalId);
    },
  },
  {
    name: 'pictures arrive with address, alt text and type',
    when: ({ module }) => module.manifest.media !== null,
    run: async (world) => {
      const picture = {
        url: 'https://pictures.example/router.png',
        alt: 'Rote Lampe',
        mimeType: 'image/png',
      };
      const post = only(
        await world.arrive(aSample(world.fixtures.now, { media: [picture] })),
        world,
        'first',
      );
      expect(post.media).toEqual([expect.objectContaining({ alt: 'Rote Lampe', mimeType: 'image/png' })]);
      expect(post.media[0]?.url).toMatch(/^https?:\/\//);
    },
  },
  {
    name: 'what our own account writes by hand is recognised as ours',
    when: ({ echoes }) => echoes,
    run: async (world) => {
      const { now } = world.fixtures;
      const question = aSample(now);
      const byHand = aSample(now, {
        id: 'by-hand',
        root: 'first',
        inReplyTo: 'first',
        author: 'us',
        text: 'Gern!',
      });
      const posts = await world.arrive(question, byHand);
      expect([only(posts, world, 'first').isOwn, only(posts, world, 'by-hand').isOwn]).toEqual([false, true]);
    },
  },
  ...HOSTILE_TEXTS.map((text) => ({
    name: `the text ${JSON.stringify(text)} arrives to the letter`,
    run: async (world: ContractWorld) => {
      const expected = world.network.arrivingText?.(text) ?? text;
      expect(only(await world.arrive(aSample(world.fixtures.now, { text })), world, 'first').text).toBe(
        expected,
      );
    },
  })),
  {
    name: 'a call with a wrong signature is refused',
    when: (_fixtures, way) => way === 'hook',
    run: async ({ connector, network, fixtures }) => {
      const forged = network.forgedHook?.([aSample(fixtures.now)]);
      if (!forged || !connector.receiveHook) throw new Error('A network with a hook needs a forged one');
      expect(await connector.receiveHook(forged)).toEqual({ kind: 'refused' });
      const unsigned = { ...forged, headers: {} };
      expect(await connector.receiveHook(unsigned)).toEqual({ kind: 'refused' });
    },
  },
];
