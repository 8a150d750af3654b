import { randomUUID } from 'node:crypto';
import type { ChannelHealthState, ChannelItem } from '@visavis/shared/api/channels';
import type { ConversationDetail, ConversationItem, MessageItem } from '@visavis/shared/api/conversations';
import type { SendReplyAnswer } from '@visavis/shared/api/replies';
import request from 'supertest';
import { anAgent } from '../test/factories/an-agent.ts';
import { eventually } from '../test/eventually.ts';
import { signIn, type SignedInHeaders } from '../test/sign-in.ts';
import type { TestApp } from '../test/test-app.ts';

/** Longer than the pause between two polls, and than the hold for undoing a reply. */
const ROUND_SECONDS = 11;
const SWEEP_SECONDS = 301;
const NETWORK_MS = 20_000;

/** What people do with the whole application, through its API. */
export class InboxDesk {
  private constructor(
    private readonly app: TestApp,
    private readonly headers: SignedInHeaders,
  ) {}

  /** Somebody of the care team who may also connect channels. */
  static async open(app: TestApp): Promise<InboxDesk> {
    const jana = await anAgent(app, { publicName: 'Jana K.', mark: 'JK', role: 'admin' });
    return new InboxDesk(app, await signIn(app, jana));
  }

  async connect(network: string, settings: Record<string, string>): Promise<ChannelItem> {
    return this.call<ChannelItem>('post', '/api/channels', { network, name: 'Hilfe', settings });
  }

  async reconnect(channelId: string, settings: Record<string, string>): Promise<void> {
    await this.call('patch', `/api/channels/${channelId}`, { settings });
  }

  async health(): Promise<ChannelHealthState | undefined> {
    const { items } = await this.call<{ items: ChannelItem[] }>('get', '/api/channels');
    return items[0]?.health.state;
  }

  /** Time goes on: everything that is due by then happens, polls and deliveries among it. */
  async pass(seconds = ROUND_SECONDS): Promise<void> {
    this.app.clock.advance({ seconds });
    await this.app.settle();
  }

  sweep(): Promise<void> {
    return this.pass(SWEEP_SECONDS);
  }

  /** Lets time go on until it holds: the network needs a moment of its own to show what was written there. */
  async until(assertion: () => Promise<void>): Promise<void> {
    await eventually(async () => {
      await this.pass();
      await assertion();
    }, NETWORK_MS);
  }

  async conversations(): Promise<ConversationItem[]> {
    const { items } = await this.call<{ items: ConversationItem[] }>('get', '/api/conversations?view=all');
    return items;
  }

  conversation(id: string): Promise<ConversationDetail> {
    return this.call('get', `/api/conversations/${id}`);
  }

  /** The only conversation, as soon as it holds as many messages of customers. */
  async theConversation(inbound = 1): Promise<ConversationDetail> {
    let found: ConversationDetail | undefined;
    await this.until(async () => {
      const items = await this.conversations();
      if (items.length !== 1) throw new Error(`There are ${items.length} conversations`);
      const detail = await this.conversation(items[0]?.id ?? '');
      const count = detail.messages.filter(isOfCustomer).length;
      if (count !== inbound) throw new Error(`${count} messages of customers are there`);
      found = detail;
    });
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  async upload(data: Buffer, alt: string): Promise<string> {
    const answer = await request(this.app.url)
      .post('/api/media')
      .set(this.headers)
      .field('alt', alt)
      .attach('file', data, { filename: 'karte.png', contentType: 'image/png' });
    if (answer.status >= 300) throw new Error(`The upload answered ${answer.status}: ${answer.text}`);
    return (answer.body as { id: string }).id;
  }

  /** Answers the newest message of the customer; it goes out when the hold is over. */
  async reply(
    conversation: ConversationDetail,
    text: string,
    mediaIds: string[] = [],
  ): Promise<SendReplyAnswer> {
    const { messages, id, sequence } = await this.conversation(conversation.id);
    const newest = messages.findLast(isOfCustomer);
    return this.call('post', `/api/conversations/${id}/replies`, {
      idempotencyKey: randomUUID(),
      inReplyToMessageId: newest?.id,
      visibility: 'public',
      text,
      mediaIds,
      seenSequence: sequence,
    });
  }

  async message(conversationId: string, messageId: string): Promise<MessageItem | undefined> {
    const { messages } = await this.conversation(conversationId);
    return messages.find((message) => message.id === messageId);
  }

  private async call<T>(method: 'get' | 'post' | 'patch', path: string, body?: object): Promise<T> {
    const call = request(this.app.url)[method](path).set(this.headers);
    const answer = await (body === undefined ? call : call.send(body));
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.body as T;
  }
}

export function isOfCustomer(message: MessageItem): boolean {
  return message.author.kind === 'customer';
}
