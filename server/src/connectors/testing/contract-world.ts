import { expect } from '@jest/globals';
import { ConnectorError } from '../connector-error.ts';
import type { Connector, Cursor, NormalizedPost, OutboundReply } from '../connector.ts';
import type { ConnectorFixtures, ContractNetwork, SamplePost } from './connector-fixtures.ts';

/** How posts get to us in a case. */
export type Way = 'poll' | 'hook';

const POLLS_UNTIL_DRY = 20;

/** One network with one connector on it, for one test. */
export class ContractWorld {
  readonly network: ContractNetwork;
  readonly connector: Connector;
  readonly fixtures: ConnectorFixtures;
  /** As it would lie in the database. */
  cursor: Cursor | null = null;
  private readonly way: Way;

  constructor(fixtures: ConnectorFixtures, way: Way, settings: Record<string, string> = fixtures.settings) {
    this.fixtures = fixtures;
    this.way = way;
    this.network = fixtures.network();
    this.connector = fixtures.module.create({
      channelId: '01990000-0000-7000-8000-000000000001',
      settings,
      state: structuredClone(fixtures.state ?? {}),
      saveState: async () => {},
      http: this.network.http.client,
      now: () => fixtures.now,
      publicUrl: 'https://care.example',
      ownUrl: 'http://127.0.0.1:3000',
    });
  }

  /** Puts posts on the network and gives what arrives of them. */
  async arrive(...samples: SamplePost[]): Promise<NormalizedPost[]> {
    this.network.publish(samples);
    return this.way === 'poll' ? this.drain() : this.call(samples);
  }

  /** Polls until the network has no more, keeping the cursor as a database would. */
  async drain(): Promise<NormalizedPost[]> {
    const posts: NormalizedPost[] = [];
    for (let round = 0; round < POLLS_UNTIL_DRY; round += 1) {
      const result = await this.poll(this.cursor);
      posts.push(...result.posts);
      this.cursor = result.cursor;
      if (!result.hasMore) return posts;
    }
    throw new Error(`The network still had more after ${POLLS_UNTIL_DRY} polls`);
  }

  async poll(cursor: Cursor | null) {
    const { connector } = this;
    if (!connector.poll) throw new Error('The manifest says poll, the connector has none');
    const result = await connector.poll(cursor, hoursBefore(this.fixtures.now, 24));
    return { ...result, cursor: JSON.parse(JSON.stringify(result.cursor)) as Cursor };
  }

  /** A change of a post that is known already: it arrives, or is found by reading again. */
  async change(how: 'arrive' | 'sweep', sample: SamplePost): Promise<NormalizedPost[]> {
    if (how === 'arrive') return this.arrive(sample);
    this.network.publish([sample]);
    if (!this.connector.sweep) throw new Error('The fixtures say sweep, the connector has none');
    return this.connector.sweep([this.network.externalId(sample.id)]);
  }

  /** A reply to a post that has arrived. */
  async replyTo(sample: SamplePost, changes: Partial<OutboundReply> = {}): Promise<OutboundReply> {
    const arrived = await this.arrive(sample);
    const post = arrived.find((one) => one.externalId === this.network.externalId(sample.id));
    if (!post) throw new Error('The sample did not arrive');
    return { ...aReply(post, this.fixtures.now), ...changes };
  }

  private async call(samples: SamplePost[]): Promise<NormalizedPost[]> {
    const { connector, network } = this;
    if (!connector.receiveHook || !network.hook) throw new Error('No hook to call');
    const result = await connector.receiveHook(network.hook(samples));
    if (result.kind !== 'posts') throw new Error(`The hook answered ${JSON.stringify(result)}`);
    expect(result.rejected).toEqual([]);
    return result.posts;
  }
}

export function hoursBefore(instant: Date, hours: number): Date {
  return new Date(instant.getTime() - hours * 3_600_000);
}

/** What a person writes, some minutes before the case plays. */
export function aSample(now: Date, changes: Partial<SamplePost> = {}): SamplePost {
  const id = changes.id ?? 'first';
  return {
    id,
    root: id,
    author: 'customer',
    visibility: 'public',
    text: 'Seit heute früh kein Internet in Kiel. Ist das bekannt?',
    media: [],
    postedAt: new Date(now.getTime() - 30 * 60_000),
    ...changes,
  };
}

function aReply(post: NormalizedPost, now: Date): OutboundReply {
  const signature = '— Jana aus dem Serviceteam ^JK https://care.example/c/7KQ2M9XW4RTHB';
  return {
    deliveryId: '01990000-0000-7000-8000-0000000000d1',
    recordKey: 'mzxw6ytboi4dkmrsgiztembqge',
    visibility: post.visibility,
    text: `Ja, die Störung ist bekannt, gegen 15 Uhr läuft es wieder.\n\n${signature}`,
    signature,
    checkUrl: 'https://care.example/c/7KQ2M9XW4RTHB',
    language: 'de',
    inReplyTo: {
      externalId: post.externalId,
      rootExternalId: post.rootExternalId,
      visibility: post.visibility,
      author: post.author,
      replyContext: JSON.parse(JSON.stringify(post.replyContext ?? {})) as Record<string, unknown>,
    },
    media: [],
    agent: { name: 'Jana K.', mark: 'JK', avatarUrl: 'https://care.example/faces/jana/1/256.webp' },
    firstAttemptedAt: now,
  };
}

/** The kind of failure with which `call` ends; fails when it succeeds or throws anything but a `ConnectorError`. */
export async function failureOf(call: Promise<unknown>): Promise<ConnectorError> {
  const outcome = await call.then(
    () => 'no failure at all',
    (error: unknown) => error,
  );
  if (!(outcome instanceof ConnectorError))
    throw new Error(`Expected a ConnectorError, got ${String(outcome)}`);
  return outcome;
}
