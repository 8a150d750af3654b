import { expect } from '@jest/globals';
import type { ConnectorCapability } from '@visavis/shared/api/channels';
import type { OutboundReply } from '../connector.ts';
import type { ContractCase } from './connector-contract.ts';
import type { ConnectorFixtures } from './connector-fixtures.ts';
import type { ContractWorld } from './contract-world.ts';
import { aSample, failureOf } from './contract-world.ts';

/** A PNG of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const can = (capability: ConnectorCapability) => (fixtures: ConnectorFixtures) =>
  fixtures.module.manifest.capabilities.includes(capability);

const first = (world: ContractWorld) => aSample(world.fixtures.now);
const secret = (world: ContractWorld) => aSample(world.fixtures.now, { visibility: 'private' });

function disturbSend(world: ContractWorld, how: 'refused' | 'lost' | 'timeout'): void {
  world.network.http.disturb((request) => world.network.isSend(request), how);
}

function lookUp(world: ContractWorld, reply: OutboundReply) {
  if (!world.connector.lookUp) throw new Error('The manifest says look-up, the connector has none');
  return world.connector.lookUp(reply);
}

/** What stands on the network, and nothing else. */
function stored(world: ContractWorld, reply: OutboundReply) {
  const replies = world.network.replies();
  expect(replies).toHaveLength(1);
  const [one] = replies;
  expect(one?.text).toContain(reply.text);
  return one;
}

/** Everything about replies on their way out. */
export const sendingCases: ContractCase[] = [
  {
    name: 'a reply stands on the network below its parent, and the receipt names it',
    when: can('reply-public'),
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const receipt = await world.connector.send(reply);
      expect(stored(world, reply)).toMatchObject({
        externalId: receipt.externalId,
        inReplyTo: world.network.externalId('first'),
        visibility: 'public',
      });
    },
  },
  {
    name: 'a private reply stays private',
    when: can('reply-private'),
    run: async (world) => {
      const reply = await world.replyTo(secret(world));
      await world.connector.send(reply);
      expect(stored(world, reply)?.visibility).toBe('private');
    },
  },
  {
    name: 'a reply to something private is never public, whatever was asked for',
    when: can('reply-private'),
    run: async (world) => {
      const reply = await world.replyTo(secret(world), { visibility: 'public' });
      await world.connector.send(reply).catch(() => undefined);
      expect(world.network.replies().filter((one) => one.visibility === 'public')).toEqual([]);
    },
  },
  {
    name: 'a second try with the same key stores nothing new and names the same reply',
    when: ({ sendsOncePerKey }) => sendsOncePerKey,
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const receipt = await world.connector.send(reply);
      const again = await world.connector.send(reply);
      expect(again.externalId).toBe(receipt.externalId);
      stored(world, reply);
    },
  },
  {
    name: 'two different replies to one post both stand',
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const other = {
        ...reply,
        deliveryId: '01990000-0000-7000-8000-0000000000d2',
        recordKey: 'nzxw6ytboi4dkmrsgiztembqgf',
        text: `Nachtrag. ${reply.signature}`,
      };
      const receipts = [await world.connector.send(reply), await world.connector.send(other)];
      expect(new Set(receipts.map((receipt) => receipt.externalId)).size).toBe(2);
      expect(world.network.replies()).toHaveLength(2);
    },
  },
  {
    name: 'a connection refused before the reply was written is transient, and nothing stands there',
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      disturbSend(world, 'refused');
      expect((await failureOf(world.connector.send(reply))).kind).toBe('transient');
      expect(world.network.replies()).toEqual([]);
    },
  },
  ...(['lost', 'timeout'] as const).map((how) => ({
    name: `a send that ends in ${how === 'lost' ? 'a broken connection' : 'a time-out'} has the outcome the network allows`,
    run: async (world: ContractWorld) => {
      const reply = await world.replyTo(first(world));
      disturbSend(world, how);
      expect((await failureOf(world.connector.send(reply))).kind).toBe(world.fixtures.brokenSend);
    },
  })),
  {
    name: 'a reply whose answer was lost is found, and trying again does not double it',
    when: (fixtures) => can('look-up')(fixtures) || fixtures.sendsOncePerKey,
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      disturbSend(world, 'lost');
      await failureOf(world.connector.send(reply));
      world.network.http.heal();
      const found = can('look-up')(world.fixtures)
        ? await lookUp(world, reply)
        : await world.connector.send(reply);
      expect(found?.externalId).toBe(stored(world, reply)?.externalId);
    },
  },
  {
    name: 'a reply that never arrived is not found',
    when: can('look-up'),
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      disturbSend(world, 'timeout');
      await failureOf(world.connector.send(reply));
      world.network.http.heal();
      expect(await lookUp(world, reply)).toBeNull();
    },
  },
  {
    name: 'looking for one reply does not find another one below the same post',
    when: can('look-up'),
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      await world.connector.send(reply);
      const other = {
        ...reply,
        deliveryId: '01990000-0000-7000-8000-0000000000d2',
        recordKey: 'nzxw6ytboi4dkmrsgiztembqgf',
        text: `Nachtrag. ${reply.signature}`,
      };
      expect(await lookUp(world, other)).toBeNull();
    },
  },
  {
    name: 'our reply comes back as our own, with the id of the receipt',
    when: ({ echoes }) => echoes,
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const receipt = await world.connector.send(reply);
      const echo = (await world.drain()).find((post) => post.externalId === receipt.externalId);
      expect(echo).toMatchObject({ isOwn: true, isDeleted: false });
      expect(echo?.text).toContain(reply.text);
    },
  },
  {
    name: 'a reply can be edited',
    when: can('edit'),
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const { externalId } = await world.connector.send(reply);
      const edited = { ...reply, externalId, text: `Korrektur: erst um 16 Uhr. ${reply.signature}` };
      await world.connector.edit?.(edited);
      expect(stored(world, edited)?.externalId).toBe(externalId);
    },
  },
  {
    name: 'a reply can be deleted, and deleting it again does no harm',
    when: can('delete'),
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const { externalId } = await world.connector.send(reply);
      await world.connector.delete?.({ ...reply, externalId });
      expect(world.network.replies()).toEqual([]);
      const again = await world.connector.delete?.({ ...reply, externalId }).catch((error: unknown) => error);
      if (again !== undefined) expect(again).toMatchObject({ kind: 'gone' });
    },
  },
  {
    name: 'a picture goes out with its alt text',
    when: can('media'),
    run: async (world) => {
      const reply = await world.replyTo(first(world));
      const picture = {
        mimeType: 'image/png',
        alt: 'Karte der Störung',
        url: 'https://care.example/media/1/token',
        read: async () => PICTURE,
      };
      const illustrated = { ...reply, media: [picture] };
      await world.connector.send(illustrated);
      expect(stored(world, illustrated)?.alts).toEqual(['Karte der Störung']);
    },
  },
];
