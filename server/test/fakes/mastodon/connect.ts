import type { Connector, Cursor, NormalizedPost, OutboundReply } from '../../../src/connectors/connector.ts';
import { connectorModule } from '../../../src/connectors/mastodon/index.ts';
import { OutboundGuard, SystemHostResolver } from '../../../src/platform/http/outbound-guard.ts';
import { SafeHttpClient } from '../../../src/platform/http/safe-http.client.ts';
import { testConfig } from '../../test-config.ts';
import { FakeMastodonServer } from '../fake-mastodon-server.ts';
import { FakeMastodon, MASTODON_TOKEN } from '../fake-mastodon.ts';
import type { MastodonSwitches } from './switches.ts';

export const NOW = new Date('2026-11-20T12:00:00.000Z');
const LONG_AGO = new Date('2026-01-01T00:00:00.000Z');
const MOST_POLLS = 30;

/** A server on loopback, the connector talking to it over real HTTP, and what a channel would remember. */
export class ConnectedMastodon {
  readonly mastodon: FakeMastodon;
  readonly server: FakeMastodonServer;
  now = NOW;
  cursor: Cursor | null = null;
  private readonly http = new SafeHttpClient(new OutboundGuard(testConfig(), new SystemHostResolver()));
  private opened: { url: string; connector: Connector } | null = null;

  constructor(switches: Partial<MastodonSwitches> = {}) {
    this.mastodon = new FakeMastodon(switches, () => this.now);
    this.server = new FakeMastodonServer(this.mastodon);
  }

  async start(accessToken = MASTODON_TOKEN): Promise<this> {
    const url = this.opened?.url ?? (await this.server.start());
    const connector = connectorModule.create({
      channelId: '01990000-0000-7000-8000-000000000001',
      settings: { instanceUrl: url, accessToken },
      state: {},
      saveState: async () => {},
      http: this.http,
      now: () => this.now,
      publicUrl: 'https://care.example',
      ownUrl: 'http://127.0.0.1:3000',
    });
    this.opened = { url, connector };
    return this;
  }

  get connector(): Connector &
    Required<Pick<Connector, 'poll' | 'stream' | 'sweep' | 'lookUp' | 'edit' | 'delete'>> {
    if (this.opened === null) throw new Error('Not started');
    return this.opened.connector as ConnectedMastodon['connector'];
  }

  /** Polls until nothing is left, keeping the cursor as a database would. */
  async drain(since = LONG_AGO): Promise<NormalizedPost[]> {
    const posts: NormalizedPost[] = [];
    for (let round = 0; round < MOST_POLLS; round += 1) {
      const result = await this.connector.poll(this.cursor, since);
      posts.push(...result.posts);
      // Keys come back from the database in another order.
      this.cursor = JSON.parse(
        JSON.stringify(result.cursor, Object.keys(result.cursor).toSorted()),
      ) as Cursor;
      if (!result.hasMore) return posts;
    }
    throw new Error(`Still more after ${MOST_POLLS} polls`);
  }

  /** Requests of this kind so far. */
  asked(method: string, path: RegExp): URL[] {
    return this.mastodon.exchanges.flatMap(({ request }) =>
      request.method === method && path.test(request.url.pathname) ? [request.url] : [],
    );
  }

  async stop(): Promise<void> {
    await this.http.onApplicationShutdown();
    await this.server.stop();
  }
}

/** Jana answers. */
export function answerTo(post: NormalizedPost, changes: Partial<OutboundReply> = {}): OutboundReply {
  const signature = '— Jana aus dem Serviceteam ^JK\nhttps://care.example/c/7KQ2M9XW4RTHB';
  return {
    deliveryId: '01990000-0000-7000-8000-0000000000d1',
    recordKey: 'mzxw6ytboi4dkmrsgiztembqge',
    visibility: post.visibility,
    text: `Ja, bekannt: https://karten.example/gestoert/kiel?zoom=12 & gegen 15 Uhr <behoben>.\n\n${signature}`,
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
    firstAttemptedAt: NOW,
    ...changes,
  };
}
