import type { PlaygroundNotice, PlaygroundReply } from '@visavis/shared/api/playground';
import { verifySha256Header } from '../../platform/crypto/hmac.ts';
import { ConnectorError } from '../connector-error.ts';
import type {
  ConnectionTest,
  Connector,
  ConnectorContext,
  Cursor,
  HookRequest,
  HookResult,
  OutboundReply,
  PollResult,
  Receipt,
} from '../connector.ts';
import { PlaygroundClient } from './playground.client.ts';
import { composeReply } from './playground.compose.ts';
import { normalizeNotice } from './playground.normalize.ts';

/** The small network that ships with the demonstration, reached over HTTP like any other. */
export class PlaygroundConnector implements Connector {
  private readonly context: ConnectorContext;
  private readonly client: PlaygroundClient;
  private isHooked = false;

  constructor(context: ConnectorContext) {
    this.context = context;
    // The demonstration may come back on another port; its own playground is always where it is itself.
    const { address = context.ownUrl, token = '' } = context.settings;
    this.client = new PlaygroundClient(context.http, { address, token }, () => context.now());
  }

  async test(): Promise<ConnectionTest> {
    try {
      const { account, url, textLimit } = await this.client.brand();
      return {
        checks: [{ name: 'account', ok: true, detail: `Connected as @${account.handle}` }],
        account: { externalId: account.id, handle: `@${account.handle}`, name: account.name, url },
        textLimit,
      };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { checks: [{ name: 'account', ok: false, detail }], account: null, textLimit: null };
    }
  }

  async poll(cursor: Cursor | null, since: Date): Promise<PollResult> {
    await this.ensureHook();
    const change = typeof cursor?.change === 'number' ? cursor.change : 0;
    const from = typeof cursor?.from === 'string' ? new Date(cursor.from) : since;
    const { items, cursor: last, hasMore } = await this.client.notices(change, from);
    return { posts: items.map(normalizeNotice), cursor: { change: last, from: from.toISOString() }, hasMore };
  }

  async receiveHook(request: HookRequest): Promise<HookResult> {
    const { token } = this.context.settings;
    const signature = request.headers['x-playground-signature'];
    if (!token || !verifySha256Header(token, request.rawBody, signature)) return { kind: 'refused' };
    try {
      const { items } = JSON.parse(request.rawBody.toString('utf8')) as { items: PlaygroundNotice[] };
      return { kind: 'posts', posts: items.map(normalizeNotice), rejected: [] };
    } catch {
      return { kind: 'invalid', status: 400, message: 'This is not what the playground sends.' };
    }
  }

  async send(reply: OutboundReply): Promise<Receipt> {
    return receiptOf(await this.client.reply(reply.deliveryId, composeReply(reply)));
  }

  async lookUp(reply: OutboundReply): Promise<Receipt | null> {
    try {
      const found = await this.client.byKey(reply.deliveryId);
      return { ...receiptOf(found), postedAt: new Date(found.post.createdAt) };
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === 'gone') return null;
      throw error;
    }
  }

  async edit(reply: OutboundReply & { externalId: string }): Promise<Receipt> {
    return receiptOf(await this.client.edit(reply.externalId, reply.text));
  }

  async delete(reply: OutboundReply & { externalId: string }): Promise<void> {
    await this.client.delete(reply.externalId);
  }

  /**
   * Asks the network to call us, so that a post is here before the next poll; without that the poll suffices. Asked
   * once by every process, because the network forgets a hook at which nobody answers.
   */
  private async ensureHook(): Promise<void> {
    if (this.isHooked) return;
    try {
      await this.client.addHook(`${this.context.ownUrl}/api/hooks/${this.context.channelId}`);
      this.isHooked = true;
    } catch (error) {
      // What keeps us from reading as well is told by the poll that follows.
      if (!(error instanceof ConnectorError)) throw error;
    }
  }
}

function receiptOf({ post, permalink }: PlaygroundReply): Receipt {
  return { externalId: post.id, permalink };
}
