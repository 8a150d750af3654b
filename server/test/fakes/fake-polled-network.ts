import type { ConnectorManifest } from '@visavis/shared/api/channels';
import { ConnectorRegistry } from '../../src/connectors/connector.registry.ts';
import type {
  ConnectionTest,
  Connector,
  ConnectorContext,
  ConnectorModule,
  Cursor,
  NormalizedPost,
  OutboundReply,
  PollResult,
  Receipt,
} from '../../src/connectors/connector.ts';

export const POLLED_NETWORK = 'fakenet';

const manifest: ConnectorManifest = {
  id: POLLED_NETWORK,
  name: 'Fakenet',
  icon: 'M4 4h16v16H4z',
  kinds: ['mention', 'comment', 'message'],
  fields: [
    {
      name: 'account',
      kind: 'text',
      required: true,
      label: { de: 'Konto', en: 'Account' },
      help: { de: '', en: '' },
    },
    {
      name: 'token',
      kind: 'secret',
      required: true,
      label: { de: 'Schlüssel', en: 'Token' },
      help: { de: '', en: '' },
    },
  ],
  capabilities: ['reply-public', 'reply-private', 'edit', 'delete', 'look-up'],
  textLimit: 500,
  ingests: ['poll', 'stream'],
  identityScope: 'network',
  checkedAgainst: 'notes',
  media: null,
};

type PollAnswer = Partial<PollResult> | Error;

/** A network in the hands of a test: it answers what the test has put ready, and remembers what it was asked. */
export class FakePolledNetwork implements Connector {
  readonly polls: { cursor: Cursor | null; since: Date }[] = [];
  readonly sweeps: string[][] = [];
  readonly contexts: ConnectorContext[] = [];
  testAnswer: ConnectionTest | Error = {
    checks: [{ name: 'token', ok: true, detail: 'Signed in' }],
    account: { externalId: 'us', handle: 'us@fakenet.example', name: 'Us', url: null },
    textLimit: 321,
    measure: { limit: 321 },
  };
  /** Answers of the next polls, in order; without one there is nothing new. */
  pollAnswers: PollAnswer[] = [];
  /** What the network says about posts it is asked for. */
  sweepAnswer: (externalIds: string[]) => NormalizedPost[] = () => [];
  /** While a poll is open it waits for this. */
  pollGate: Promise<void> = Promise.resolve();
  private listener: ((posts: NormalizedPost[]) => Promise<void>) | null = null;
  private breakStream: ((error: Error) => void) | null = null;
  /** Streams asked for so far. */
  streams = 0;
  /** Whether there is one to be had. */
  hasStream = true;

  async test(): Promise<ConnectionTest> {
    if (this.testAnswer instanceof Error) throw this.testAnswer;
    return this.testAnswer;
  }

  async poll(cursor: Cursor | null, since: Date): Promise<PollResult> {
    this.polls.push({ cursor, since });
    await this.pollGate;
    const answer = this.pollAnswers.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return { posts: [], cursor: cursor ?? {}, hasMore: false, ...answer };
  }

  async sweep(externalIds: string[]): Promise<NormalizedPost[]> {
    this.sweeps.push(externalIds);
    return this.sweepAnswer(externalIds);
  }

  async stream(signal: AbortSignal, onPosts: (posts: NormalizedPost[]) => Promise<void>): Promise<void> {
    this.streams += 1;
    if (!this.hasStream) return;
    this.listener = onPosts;
    try {
      await new Promise<void>((resolve, reject) => {
        this.breakStream = reject;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    } finally {
      this.listener = null;
      this.breakStream = null;
    }
  }

  get isStreaming(): boolean {
    return this.listener !== null;
  }

  /** The network's stream hands on posts. */
  async streamPosts(posts: NormalizedPost[]): Promise<void> {
    if (this.listener === null) throw new Error('Nobody listens to the stream.');
    await this.listener(posts);
  }

  interruptStream(error: Error): void {
    this.breakStream?.(error);
  }

  async send(reply: OutboundReply): Promise<Receipt> {
    return { externalId: `sent-${reply.deliveryId}` };
  }

  /** The registry to put in place of the real one; more modules may stand beside the fake. */
  registry(changes: Partial<ConnectorManifest> = {}, others: ConnectorModule[] = []): ConnectorRegistry {
    const module: ConnectorModule = {
      manifest: { ...manifest, ...changes },
      create: (context) => {
        this.contexts.push(context);
        return this;
      },
    };
    return new ConnectorRegistry([module, ...others]);
  }
}
