import { ConnectorError } from '../connector-error.ts';
import type { ConnectorContext } from '../connector.ts';
import { BlueskyError } from './bluesky.errors.ts';
import type { SessionAnswer } from './bluesky.types.ts';
import type { Service, Xrpc } from './bluesky.xrpc.ts';

export const DEFAULT_SERVICE = 'https://bsky.social';

export interface Session {
  did: string;
  handle: string;
  accessJwt: string;
  refreshJwt: string;
  /** Where the account lives; calls go there. */
  service: Service;
}

/** The network allows 30 logins in five minutes and 300 a day; with far fewer than that something is wrong. */
const LOGIN_LIMITS = [
  { withinMs: 5 * 60_000, count: 6 },
  { withinMs: 86_400_000, count: 100 },
] as const;
const DAY_MS = 86_400_000;

/**
 * The session of one account. The access token lives two hours, the refresh token ninety days and for one use: the pair
 * that follows is stored before it is used. A login happens only where there is nothing to refresh, and each is counted
 * before it is tried, so that not even a process that dies again and again uses up what the network allows.
 */
export class BlueskySession {
  private readonly context: ConnectorContext;
  private readonly xrpc: Xrpc;
  private state: Record<string, unknown>;
  private renewal: Promise<Session> | null = null;

  constructor(context: ConnectorContext, xrpc: Xrpc) {
    this.context = context;
    this.xrpc = xrpc;
    this.state = context.state;
  }

  /** The server in the settings of the channel. */
  get configured(): Service {
    const origin = this.context.settings.service || DEFAULT_SERVICE;
    return { origin: new URL(origin).origin, trust: 'configured' };
  }

  /** The session we have; a new one where there is none. */
  async current(): Promise<Session> {
    return this.stored() ?? (await this.once(() => this.logIn()));
  }

  /** The session after `rejected`, which the network no longer takes: one renewal for everybody who waits. */
  async renew(rejected: Session): Promise<Session> {
    const stored = this.stored();
    if (stored !== null && stored.accessJwt !== rejected.accessJwt) return stored;
    return this.once(() => this.refresh(rejected));
  }

  private once(make: () => Promise<Session>): Promise<Session> {
    this.renewal ??= make().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async refresh(session: Session): Promise<Session> {
    try {
      const answer = await this.xrpc.call<SessionAnswer>({
        service: session.service,
        method: 'POST',
        nsid: 'com.atproto.server.refreshSession',
        token: session.refreshJwt,
        phase: 'read',
      });
      return await this.keep(answer);
    } catch (error) {
      if (error instanceof BlueskyError && error.isAboutSession) return this.logIn();
      throw error;
    }
  }

  private async logIn(): Promise<Session> {
    await this.countLogin();
    const { identifier = '', appPassword = '' } = this.context.settings;
    const answer = await this.xrpc.call<SessionAnswer>({
      service: this.configured,
      method: 'POST',
      nsid: 'com.atproto.server.createSession',
      body: { identifier: identifier.trim().replace(/^@/, ''), password: appPassword },
      phase: 'read',
    });
    return this.keep(answer);
  }

  private async countLogin(): Promise<void> {
    const now = this.context.now().getTime();
    const logins = loginsIn(this.state).filter((at) => at > now - DAY_MS && at <= now);
    for (const { withinMs, count } of LOGIN_LIMITS) {
      const recent = logins.filter((at) => at > now - withinMs);
      const [first] = recent.slice(-count);
      if (recent.length < count || first === undefined) continue;
      const retryAfter = new Date(first + withinMs);
      throw new ConnectorError('rateLimited', 'Too many logins in a short time; waiting', { retryAfter });
    }
    await this.save({ ...this.state, logins: [...logins, now] });
  }

  private async keep(answer: SessionAnswer): Promise<Session> {
    const { did, handle, accessJwt, refreshJwt } = answer;
    if (![did, accessJwt, refreshJwt].every((one) => typeof one === 'string' && one !== ''))
      throw new ConnectorError('transient', 'The network answered a login without a session');
    const session: Session = {
      did,
      handle: typeof handle === 'string' ? handle : did,
      accessJwt,
      refreshJwt,
      service: this.serviceOf(answer.didDoc),
    };
    await this.save({ ...this.state, session });
    return session;
  }

  /**
   * The account's own server, where the entrance of the network names one. An address without encryption is not
   * followed, and one that differs from the settings is trusted like any address that a network hands us.
   */
  private serviceOf(didDoc: unknown): Service {
    const endpoint = endpointIn(didDoc);
    const url = endpoint === undefined ? null : URL.parse(endpoint);
    if (url === null || url.protocol !== 'https:' || url.origin === this.configured.origin)
      return this.configured;
    return { origin: url.origin, trust: 'content' };
  }

  private async save(state: Record<string, unknown>): Promise<void> {
    await this.context.saveState(state);
    this.state = state;
  }

  private stored(): Session | null {
    const { session } = this.state as { session?: Partial<Session> };
    const isWhole =
      session?.service !== undefined &&
      [session.did, session.accessJwt, session.refreshJwt].every((one) => typeof one === 'string');
    return isWhole ? (session as Session) : null;
  }
}

function loginsIn(state: Record<string, unknown>): number[] {
  const { logins } = state;
  return Array.isArray(logins) ? logins.filter((at): at is number => typeof at === 'number') : [];
}

function endpointIn(didDoc: unknown): string | undefined {
  const { service } = (didDoc ?? {}) as { service?: unknown };
  if (!Array.isArray(service)) return undefined;
  const entries = service as { id?: unknown; serviceEndpoint?: unknown }[];
  const own = entries.find((entry) => String(entry?.id).endsWith('#atproto_pds'));
  return typeof own?.serviceEndpoint === 'string' ? own.serviceEndpoint : undefined;
}
