import type { ConnectorManifest } from '@visavis/shared/api/channels';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { ConnectorError, type ConnectorErrorKind } from '../../src/connectors/connector-error.ts';
import { ConnectorRegistry, discoverConnectors } from '../../src/connectors/connector.registry.ts';
import type { Connector, ConnectorModule, OutboundReply, Receipt } from '../../src/connectors/connector.ts';

/** A reply as the network keeps it. */
export interface KeptReply {
  externalId: string;
  deliveryId: string;
  recordKey: string;
  visibility: 'public' | 'private';
  text: string;
  inReplyTo: string;
  postedAt?: Date;
}

/**
 * How the next call goes wrong: before the network did anything (`says`), or after it kept the reply (`keepsThenSays`).
 * `breaks`: not even a ConnectorError.
 */
export type Mishap = { retryAfter?: Date; detail?: string } & (
  | { says: ConnectorErrorKind }
  | { keepsThenSays: ConnectorErrorKind }
  | { breaks: Error }
);

/**
 * A network for tests of what the product does with one: it keeps replies, counts calls, and goes wrong when told to.
 * One network can be the network of many channels.
 */
export class FakeNetwork {
  kept: KeptReply[] = [];
  /** Every call that would put or change something, in order. */
  readonly calls: { operation: 'send' | 'lookUp' | 'edit' | 'delete'; reply: OutboundReply; at: Date }[] = [];
  /** Awaited in every send, after the call was counted and before anything is kept. */
  beforeSend: () => Promise<void> = async () => {};
  /** Its own clock; without it tells no time. */
  clock: { now(): Date } | null = null;
  private mishaps: Mishap[] = [];
  private alwaysSays: ConnectorErrorKind | null = null;
  private counter = 0;

  /** The next calls go wrong like this, one after another; those after them are well. */
  next(...mishaps: Mishap[]): void {
    this.mishaps.push(...mishaps);
  }

  /** Every call fails like this until `heal`. */
  down(kind: ConnectorErrorKind = 'transient'): void {
    this.alwaysSays = kind;
  }

  heal(): void {
    this.alwaysSays = null;
    this.mishaps = [];
  }

  /** Begins again: nothing kept, nothing called. */
  forget(): void {
    this.kept = [];
    this.calls.length = 0;
    this.clock = null;
  }

  get sends(): number {
    return this.calls.filter(({ operation }) => operation === 'send').length;
  }

  async send(reply: OutboundReply): Promise<Receipt> {
    const mishap = await this.begin('send', reply);
    if (mishap !== null && !('keepsThenSays' in mishap)) throw errorOf(mishap);
    const receipt = this.keep(reply);
    if (mishap !== null) throw errorOf(mishap);
    return receipt;
  }

  async lookUp(reply: OutboundReply): Promise<Receipt | null> {
    const mishap = await this.begin('lookUp', reply);
    if (mishap !== null) throw errorOf(mishap);
    const found = this.kept.find(({ recordKey }) => recordKey === reply.recordKey);
    if (found === undefined) return null;
    const receipt = this.receiptOf(found.externalId);
    return found.postedAt === undefined ? receipt : { ...receipt, postedAt: found.postedAt };
  }

  async edit(reply: OutboundReply & { externalId: string }): Promise<Receipt> {
    const mishap = await this.begin('edit', reply);
    if (mishap !== null) throw errorOf(mishap);
    this.kept = this.kept.map((one) =>
      one.externalId === reply.externalId ? { ...one, text: reply.text } : one,
    );
    return this.receiptOf(reply.externalId);
  }

  async delete(reply: OutboundReply & { externalId: string }): Promise<void> {
    const mishap = await this.begin('delete', reply);
    if (mishap !== null) throw errorOf(mishap);
    this.kept = this.kept.filter(({ externalId }) => externalId !== reply.externalId);
  }

  private async begin(
    operation: 'send' | 'lookUp' | 'edit' | 'delete',
    reply: OutboundReply,
  ): Promise<Mishap | null> {
    this.calls.push({ operation, reply, at: reply.firstAttemptedAt });
    if (operation === 'send') await this.beforeSend();
    return this.alwaysSays === null ? (this.mishaps.shift() ?? null) : { says: this.alwaysSays };
  }

  private keep({ deliveryId, recordKey, visibility, text, inReplyTo }: OutboundReply): Receipt {
    this.counter += 1;
    const externalId = `reply-${this.counter}-${deliveryId}`;
    const since = this.clock === null ? {} : { postedAt: this.clock.now() };
    const kept = { externalId, deliveryId, recordKey, visibility, text, inReplyTo: inReplyTo.externalId };
    this.kept.push({ ...kept, ...since });
    return this.receiptOf(externalId);
  }

  private receiptOf(externalId: string): Receipt {
    return { externalId, permalink: `https://social.example/${externalId}` };
  }
}

const MANIFEST: ConnectorManifest = {
  id: 'fake',
  name: 'Fakebook',
  icon: 'M0 0h24v24H0z',
  kinds: ['mention', 'comment', 'message'],
  fields: [],
  capabilities: ['reply-public', 'reply-private', 'edit', 'delete', 'media', 'look-up'],
  textLimit: 500,
  ingests: ['webhook'],
  identityScope: 'network',
  checkedAgainst: 'notes',
  media: { maxCount: 2, maxBytes: 1_000_000, mimeTypes: ['image/jpeg', 'image/png'], altLimit: 1_000 },
};

/** The module of a fake network, to stand beside the real ones in the registry. */
export function fakeConnector(network: FakeNetwork, given: Partial<ConnectorManifest> = {}): ConnectorModule {
  const manifest = { ...MANIFEST, ...given };
  return { manifest, create: () => connectorOf(network, manifest) };
}

function connectorOf(network: FakeNetwork, { capabilities }: ConnectorManifest): Connector {
  return {
    test: async () => ({
      checks: [{ name: 'reach', ok: true, detail: 'It answers' }],
      account: { externalId: 'brueckenfunk', handle: 'brueckenfunk', name: 'Brückenfunk', url: null },
      textLimit: null,
    }),
    send: (reply) => network.send(reply),
    ...(capabilities.includes('look-up') && { lookUp: (reply: OutboundReply) => network.lookUp(reply) }),
    edit: (reply) => network.edit(reply),
    delete: (reply) => network.delete(reply),
  };
}

function errorOf(mishap: Mishap): Error {
  if ('breaks' in mishap) return mishap.breaks;
  const kind = 'says' in mishap ? mishap.says : mishap.keepsThenSays;
  return new ConnectorError(kind, mishap.detail ?? `The network says ${kind}`, {
    retryAfter: mishap.retryAfter,
  });
}

/** Puts the fake network beside the real ones: `createTestApp({ override: withFakeNetwork(network) })`. */
export function withFakeNetwork(network: FakeNetwork, given: Partial<ConnectorManifest>[] = [{}]) {
  const fakes = given.map((changes) => fakeConnector(network, changes));
  return (builder: TestingModuleBuilder): TestingModuleBuilder =>
    builder.overrideProvider(ConnectorRegistry).useFactory({
      factory: async () => new ConnectorRegistry([...(await discoverConnectors()), ...fakes]),
    });
}
