import { ConnectorError } from '../connector-error.ts';
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
import { BlueskyClient } from './bluesky.client.ts';
import { blueskyManifest } from './bluesky.manifest.ts';
import { BlueskyReader } from './bluesky.reader.ts';
import { BlueskySession, type Session } from './bluesky.session.ts';
import { profileUrl } from './bluesky.uri.ts';
import { BlueskyWriter } from './bluesky.writer.ts';
import { Xrpc } from './bluesky.xrpc.ts';

type Check = ConnectionTest['checks'][number];

/** An account of the AT Protocol, with an app password. */
export class BlueskyConnector implements Connector {
  private readonly client: BlueskyClient;
  private readonly reader: BlueskyReader;
  private readonly writer: BlueskyWriter;
  private readonly session: BlueskySession;

  constructor(context: ConnectorContext) {
    const now = () => context.now();
    const xrpc = new Xrpc(context.http, now);
    this.session = new BlueskySession(context, xrpc);
    this.client = new BlueskyClient(xrpc, this.session);
    this.reader = new BlueskyReader(this.client, now);
    this.writer = new BlueskyWriter(this.client);
  }

  async test(): Promise<ConnectionTest> {
    const checks: Check[] = [];
    const step = async (name: string, run: () => Promise<string>) => {
      const check = await checked(name, run);
      checks.push(check);
      return check.ok;
    };
    let account: ConnectionTest['account'] = null;
    const { origin } = this.session.configured;
    const isDone =
      (await step('connection', () => this.client.describeServer().then(() => `${origin} answers`))) &&
      (await step('token', async () => {
        const session = await this.client.whoAmI();
        account = accountOf(session, null);
        return `Signed in as @${session.handle} (${session.did}) at ${session.service.origin}`;
      })) &&
      (await step('account', async () => {
        const session = await this.client.whoAmI();
        await this.client.notifications(undefined);
        account = accountOf(session, (await this.client.displayName(session.did)) ?? null);
        return 'Mentions and answers can be read';
      }));
    return { checks, account: isDone ? account : null, textLimit: blueskyManifest.textLimit };
  }

  poll(cursor: Cursor | null, since: Date): Promise<PollResult> {
    return this.reader.poll(cursor, since);
  }

  sweep(externalIds: string[]): Promise<NormalizedPost[]> {
    return this.reader.sweep(externalIds);
  }

  send(reply: OutboundReply): Promise<Receipt> {
    return this.writer.send(reply);
  }

  lookUp(reply: OutboundReply): Promise<Receipt | null> {
    return this.writer.lookUp(reply);
  }

  delete({ externalId }: { externalId: string }): Promise<void> {
    return this.writer.delete(externalId);
  }
}

function accountOf({ did, handle }: Session, name: string | null): NonNullable<ConnectionTest['account']> {
  return { externalId: did, handle: `@${handle}`, name: name || null, url: profileUrl(did) };
}

async function checked(name: string, run: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await run() };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { name, ok: false, detail: error.message };
  }
}
