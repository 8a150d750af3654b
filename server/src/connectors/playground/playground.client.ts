import type {
  CreatePlaygroundReply,
  PlaygroundBrand,
  PlaygroundNotices,
  PlaygroundReply,
} from '@visavis/shared/api/playground';
import type { HttpMethod, SafeHttpClient } from '../../platform/http/safe-http.client.ts';
import { toConnectorError } from '../outbound-error.ts';
import { playgroundError } from './playground.errors.ts';

const TIMEOUT_MS = 10_000;
const PAGE = 80;

/** The playground's API for the brand. */
export class PlaygroundClient {
  private readonly http: SafeHttpClient;
  private readonly base: string;
  private readonly token: string;
  private readonly now: () => Date;

  constructor(http: SafeHttpClient, settings: { address: string; token: string }, now: () => Date) {
    this.http = http;
    this.base = `${settings.address.replace(/\/+$/, '')}/playground/api/brand`;
    this.token = settings.token;
    this.now = now;
  }

  brand(): Promise<PlaygroundBrand> {
    return this.call('read', 'GET', '');
  }

  notices(since: number, from: Date): Promise<PlaygroundNotices> {
    const query = new URLSearchParams({
      since: String(since),
      from: from.toISOString(),
      limit: String(PAGE),
    });
    return this.call('read', 'GET', `/notices?${query.toString()}`);
  }

  reply(key: string, reply: CreatePlaygroundReply): Promise<PlaygroundReply> {
    return this.call('send', 'POST', '/posts', { body: reply, key });
  }

  byKey(key: string): Promise<PlaygroundReply> {
    return this.call('read', 'GET', `/posts/by-key/${encodeURIComponent(key)}`);
  }

  edit(id: string, text: string): Promise<PlaygroundReply> {
    return this.call('send', 'PATCH', `/posts/${encodeURIComponent(id)}`, { body: { text } });
  }

  delete(id: string): Promise<void> {
    return this.call('send', 'DELETE', `/posts/${encodeURIComponent(id)}`);
  }

  addHook(url: string): Promise<void> {
    return this.call('send', 'PUT', '/hooks', { body: { url } });
  }

  private async call<T>(
    phase: 'read' | 'send',
    method: HttpMethod,
    path: string,
    given: { body?: unknown; key?: string } = {},
  ): Promise<T> {
    try {
      const answer = await this.http.request(`${this.base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
        },
        ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
        timeoutMs: TIMEOUT_MS,
        followRedirects: false,
        trust: 'configured',
      });
      if (answer.status < 200 || answer.status > 299) {
        throw playgroundError(answer.status, answer.headers, jsonOf(answer.text()), this.now());
      }
      return (answer.status === 204 ? undefined : answer.json<T>()) as T;
    } catch (error) {
      throw toConnectorError(error, phase);
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
