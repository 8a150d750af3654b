import type {
  ConnectionTest,
  Connector,
  ConnectorContext,
  Cursor,
  NormalizedPost,
  OutboundReply,
  PollResult,
  Receipt,
} from '../connector.ts';
import { checkConnection, loadAccount, loadInstance } from './mastodon.check.ts';
import { MastodonClient } from './mastodon.client.ts';
import type { InstanceFacts } from './mastodon.instance.ts';
import { MastodonNotifications } from './mastodon.notifications.ts';
import { MastodonReplies } from './mastodon.replies.ts';
import { MastodonStream } from './mastodon.stream.ts';
import { MastodonSweep } from './mastodon.sweep.ts';
import type { Viewer } from './mastodon.types.ts';

/** Servers are updated now and then, and learn new things. */
const FACTS_VALID_MS = 6 * 3_600_000;
const USUAL_ALT_LIMIT = 1_500;

interface Us {
  viewer: Viewer;
  facts: InstanceFacts;
}

/** One account on one server of the Mastodon family. Wires the parts; each of them has a file of its own. */
export class MastodonConnector implements Connector {
  private readonly client: MastodonClient;
  private readonly notifications: MastodonNotifications;
  private readonly streamed: MastodonStream;
  private readonly swept: MastodonSweep;
  private readonly replies: MastodonReplies;
  private readonly now: () => Date;
  private known: { us: Us; at: number } | null = null;

  constructor(context: ConnectorContext) {
    const { instanceUrl = '', accessToken = '' } = context.settings;
    this.now = () => context.now();
    this.client = new MastodonClient(context.http, { instanceUrl, accessToken }, this.now);
    this.notifications = new MastodonNotifications(this.client);
    this.streamed = new MastodonStream(this.client, this.notifications, this.now);
    this.swept = new MastodonSweep(this.client, this.now);
    this.replies = new MastodonReplies(this.client);
  }

  test(): Promise<ConnectionTest> {
    return checkConnection(this.client);
  }

  async poll(cursor: Cursor | null, since: Date): Promise<PollResult> {
    return this.notifications.poll(cursor, since, await this.us());
  }

  async stream(signal: AbortSignal, onPosts: (posts: NormalizedPost[]) => Promise<void>): Promise<void> {
    return this.streamed.listen(signal, await this.us(), onPosts);
  }

  async sweep(externalIds: string[]): Promise<NormalizedPost[]> {
    return this.swept.read(externalIds, (await this.us()).viewer);
  }

  async send(reply: OutboundReply): Promise<Receipt> {
    return this.replies.send(reply, this.known?.us.facts.altLimit ?? USUAL_ALT_LIMIT);
  }

  async lookUp(reply: OutboundReply): Promise<Receipt | null> {
    return this.replies.lookUp(reply, (await this.us()).viewer);
  }

  edit(reply: OutboundReply & { externalId: string }): Promise<Receipt> {
    return this.replies.edit(reply);
  }

  delete(reply: OutboundReply & { externalId: string }): Promise<void> {
    return this.replies.delete(reply);
  }

  /** Whose eyes we see with, and what their server can do. */
  private async us(): Promise<Us> {
    const now = this.now().getTime();
    if (this.known !== null && now - this.known.at < FACTS_VALID_MS) return this.known.us;
    const [facts, account] = [await loadInstance(this.client), await loadAccount(this.client)];
    const us = { facts, viewer: { accountId: account.id, domain: facts.domain } };
    this.known = { us, at: now };
    return us;
  }
}
