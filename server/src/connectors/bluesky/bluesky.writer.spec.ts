import { beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import {
  BLUESKY_ACTORS,
  BLUESKY_NOW,
  BLUESKY_SETTINGS,
  FakeBluesky,
} from '../../../test/fakes/fake-bluesky.ts';
import type { OutboundReply } from '../connector.ts';
import { ContractWorld, aSample, failureOf } from '../testing/contract-world.ts';
import type { ConnectorFixtures } from '../testing/connector-fixtures.ts';
import { connectorModule } from './index.ts';
import type { PostRecord } from './bluesky.types.ts';

const fixtures: ConnectorFixtures = {
  module: connectorModule,
  settings: BLUESKY_SETTINGS,
  now: BLUESKY_NOW,
  network: () => new FakeBluesky(),
  changes: { edits: 'never', deletions: 'sweep' },
  echoes: true,
  sendsOncePerKey: true,
  brokenSend: 'unknown',
  errors: [],
  neverAnswers: {},
};
const PUT = 'com.atproto.repo.putRecord';
let world: ContractWorld;
let network: FakeBluesky;

beforeEach(() => {
  world = new ContractWorld(fixtures, 'poll');
  network = world.network as FakeBluesky;
});

const replyTo = (changes: Partial<OutboundReply> = {}) => world.replyTo(aSample(BLUESKY_NOW), changes);
function sentRecord(): PostRecord {
  const request = network.http.requests.findLast(({ url }) => url.pathname.endsWith(PUT));
  if (request === undefined) throw new Error('No reply was sent');
  return (request.json() as { record: PostRecord }).record;
}

describe('a reply', () => {
  it('names root and parent as they are now, in the language of the reply, with the check link marked', async () => {
    const reply = await replyTo();
    await world.connector.send(reply);
    const { reply: thread, langs, facets, createdAt } = sentRecord();
    expect(thread.parent).toEqual(thread.root);
    expect(thread.parent.uri).toBe(reply.inReplyTo.externalId);
    expect([langs, createdAt]).toEqual([['de'], BLUESKY_NOW.toISOString()]);
    expect(facets?.flatMap(({ features }) => features)).toContainEqual(
      expect.objectContaining({ $type: 'app.bsky.richtext.facet#link', uri: reply.checkUrl }),
    );
  });

  it('stands in the thread of a post that is an answer itself', async () => {
    await world.arrive(aSample(BLUESKY_NOW, { id: 'root', author: 'bystander' }));
    const answer = aSample(BLUESKY_NOW, { id: 'answer', root: 'root', inReplyTo: 'root' });
    await world.connector.send(await world.replyTo(answer));
    const { root, parent } = sentRecord().reply;
    expect([root.uri, parent.uri]).toEqual([network.externalId('root'), network.externalId('answer')]);
  });

  it('mentions the customer without asking who that is, and others after asking', async () => {
    await world.connector.send(await replyTo({ text: '@svenja.test, @ole.test: ja. @niemand.test' }));
    const dids = sentRecord().facets?.flatMap(({ features }) => features.map((one) => one['did']));
    expect(dids).toEqual([BLUESKY_ACTORS.customer.did, BLUESKY_ACTORS.bystander.did]);
    expect(network.calls('com.atproto.identity.resolveHandle')).toBe(2);
  });

  it('says how much room its pictures need', async () => {
    const data = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#2a6' } })
      .webp()
      .toBuffer();
    const picture = {
      mimeType: 'image/webp',
      alt: 'Karte',
      url: 'https://care.example/m',
      read: async () => data,
    };
    await world.connector.send(await replyTo({ media: [picture] }));
    expect(sentRecord().embed?.images).toMatchObject([
      { alt: 'Karte', aspectRatio: { width: 120, height: 80 }, image: { mimeType: 'image/webp' } },
    ]);
  });

  it('is found, not sent again, when its key holds it in another form', async () => {
    const reply = await replyTo();
    const receipt = await world.connector.send(reply);
    expect((await failureOf(world.connector.send({ ...reply, language: 'en' }))).kind).toBe('duplicate');
    expect(await world.connector.lookUp?.(reply)).toEqual(receipt);
    expect(network.replies()).toHaveLength(1);
  });
});

describe('a reply that must not go out', () => {
  const send = async (reply: OutboundReply) => {
    const failure = await failureOf(world.connector.send(reply));
    expect([network.replies(), network.calls(PUT)]).toEqual([[], 0]);
    return failure.kind;
  };

  it('would answer a post that is deleted', async () => {
    const reply = await replyTo();
    network.publish([aSample(BLUESKY_NOW, { deleted: true })]);
    expect(await send(reply)).toBe('gone');
  });

  it('would answer a thread whose author lets nobody reply', async () => {
    const reply = await replyTo();
    network.show(reply.inReplyTo.externalId, { viewer: { replyDisabled: true } });
    expect(await send(reply)).toBe('permission');
  });

  it.each([{ blockedBy: true }, { blocking: 'at://did:plc:us/app.bsky.graph.block/3k' }])(
    'would answer across a block: %j',
    async (viewer) => {
      const reply = await replyTo();
      network.show(reply.inReplyTo.externalId, { author: { ...BLUESKY_ACTORS.customer, viewer } });
      expect(await send(reply)).toBe('permission');
    },
  );

  it('is private, where everything is public', async () => {
    expect(await send(await replyTo({ visibility: 'private' }))).toBe('rejected');
  });

  it('waits while the post cannot be read', async () => {
    const reply = await replyTo();
    network.http.disturb(({ url }) => url.pathname.includes('app.bsky'), { status: 502 });
    expect(await send(reply)).toBe('transient');
  });
});
