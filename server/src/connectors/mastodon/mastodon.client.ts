import type {
  HttpMethod,
  OutboundStream,
  OutboundResponse,
  SafeHttpClient,
} from '../../platform/http/safe-http.client.ts';
import { ConnectorError } from '../connector-error.ts';
import { toConnectorError } from '../outbound-error.ts';
import { budgetOf } from '../retry-after.ts';
import { isApiError, mastodonError } from './mastodon.errors.ts';
import { linksOf, type PageLinks } from './mastodon.links.ts';

const READ_MS = 15_000;
const SEND_MS = 20_000;
const UPLOAD_MS = 40_000;
/** Servers show that the stream is alive every 15 to 30 seconds. */
const SILENCE_MS = 90_000;
/** A page of 80 posts with everything about everybody in them. */
const MOST_BYTES = 10_000_000;

export interface Page {
  items: unknown[];
  links: PageLinks;
  budget: ReturnType<typeof budgetOf>;
}

interface Given {
  phase?: 'read' | 'send';
  json?: unknown;
  form?: FormData;
  key?: string;
  timeoutMs?: number;
  /** A 404 without a word of the API is a fault on the way. */
  isStrict?: boolean;
}

/** The HTTP calls of the Mastodon API. Every failure is a `ConnectorError`. */
export class MastodonClient {
  /** Without a slash at its end. */
  readonly instanceUrl: string;

  constructor(
    private readonly http: SafeHttpClient,
    private readonly settings: { instanceUrl: string; accessToken: string },
    private readonly now: () => Date,
  ) {
    this.instanceUrl = originOf(settings.instanceUrl);
  }

  /** `GET`, as JSON. */
  async read(path: string, query: readonly (readonly [string, string])[] = []): Promise<unknown> {
    return json(await this.call('GET', `${path}${queryOf(query)}`, {}), 'read');
  }

  /**
   * The same, or null where the server says that there is no such thing. Only the API's own word counts: a 404 of some
   * proxy in between says nothing about a post.
   */
  async readIfThere(path: string): Promise<unknown> {
    try {
      return json(await this.call('GET', path, { isStrict: true }), 'read');
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === 'gone') return null;
      throw error;
    }
  }

  /** The same, or null where the server does not know the address and answers with a page for people, or not at all. */
  async readIfKnown(path: string): Promise<unknown> {
    try {
      const answer = await this.call('GET', path, {});
      return /json/.test(answer.headers['content-type'] ?? '') ? json(answer, 'read') : null;
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === 'gone') return null;
      throw error;
    }
  }

  async page(path: string, query: readonly (readonly [string, string])[]): Promise<Page> {
    const answer = await this.call('GET', `${path}${queryOf(query)}`, {});
    const items = json(answer, 'read');
    if (!Array.isArray(items))
      throw new ConnectorError('transient', 'The instance answered something else than a list');
    return { items, links: linksOf(answer.headers.link), budget: budgetOf(answer.headers, this.now()) };
  }

  /** A change on the server: what it may have taken without an answer is `unknown`. */
  async write(method: HttpMethod, path: string, body?: unknown, key?: string): Promise<unknown> {
    const given: Given = {
      phase: 'send',
      timeoutMs: SEND_MS,
      ...(body !== undefined && { json: body }),
      ...(key !== undefined && { key }),
    };
    return json(await this.call(method, path, given), 'send');
  }

  /** Nothing stands on the network by an upload alone, so one that fails is simply tried again. */
  async upload(file: { data: Buffer; mimeType: string; alt: string }): Promise<unknown> {
    const form = new FormData();
    const name = `picture.${file.mimeType.split('/')[1] ?? 'bin'}`;
    form.append('file', new Blob([new Uint8Array(file.data)], { type: file.mimeType }), name);
    if (file.alt !== '') form.append('description', file.alt);
    return json(await this.call('POST', '/api/v2/media', { form, timeoutMs: UPLOAD_MS }), 'read');
  }

  /** An uploaded file; 206 while the server still works on it. */
  async mediaIsReady(id: string): Promise<boolean> {
    return (await this.call('GET', `/api/v1/media/${encodeURIComponent(id)}`, {})).status !== 206;
  }

  /** The stream of our notifications at `base`; null where there is none. */
  async stream(base: string, signal: AbortSignal): Promise<OutboundStream | null> {
    // The administrator entered the instance, not the host that it sends us to.
    const isSameHost = new URL(base).hostname === new URL(this.instanceUrl).hostname;
    try {
      const answer = await this.http.stream(`${base}/api/v1/streaming/user/notification`, {
        headers: { authorization: `Bearer ${this.settings.accessToken}` },
        accept: 'text/event-stream',
        trust: isSameHost ? 'configured' : 'content',
        timeoutMs: SILENCE_MS,
        signal,
      });
      const isStream = answer.status === 200 && /event-stream/.test(answer.headers['content-type'] ?? '');
      if (isStream) return answer;
      // Beginning to read and leaving frees the connection.
      for await (const _ of answer.body) break;
      if (answer.status === 200 || [404, 405, 410, 501].includes(answer.status)) return null;
      throw this.errorOf({ ...answer, body: '' }, 'read');
    } catch (error) {
      throw toConnectorError(error, 'read');
    }
  }

  private async call(method: HttpMethod, path: string, given: Given): Promise<OutboundResponse> {
    const { phase = 'read', key, form, timeoutMs = READ_MS, isStrict = false } = given;
    const body = form ?? (given.json === undefined ? undefined : JSON.stringify(given.json));
    try {
      const answer = await this.http.request(`${this.instanceUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.settings.accessToken}`,
          ...(given.json !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body }),
        trust: 'configured',
        timeoutMs,
        maxBytes: MOST_BYTES,
        // To another address no token goes along; whoever moved has to be told.
        followRedirects: false,
      });
      if (answer.status >= 200 && answer.status <= 299) return answer;
      const isStray = isStrict && !isApiError(answer.text());
      if (isStray && (answer.status === 404 || answer.status === 410))
        throw new ConnectorError('transient', `The instance answered ${answer.status} without saying why`);
      throw this.errorOf({ ...answer, body: answer.text() }, phase);
    } catch (error) {
      throw toConnectorError(error, phase);
    }
  }

  private errorOf(
    answer: { status: number; headers: OutboundResponse['headers']; body: string },
    phase: 'read' | 'send',
  ): ConnectorError {
    const { status, headers } = answer;
    const body = answer.body.replaceAll(this.settings.accessToken, '…');
    return mastodonError({ status, headers, body }, phase, this.now());
  }
}

/** @throws Error for what is no address; the form has looked at it before. */
function originOf(address: string): string {
  const trimmed = address.trim();
  return new URL(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`).origin;
}

function queryOf(query: readonly (readonly [string, string])[]): string {
  return query.length === 0
    ? ''
    : `?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()}`;
}

function json(answer: OutboundResponse, phase: 'read' | 'send'): unknown {
  try {
    return answer.json<unknown>();
  } catch (error) {
    throw toConnectorError(
      new Error('The instance answered something else than JSON', { cause: error }),
      phase,
    );
  }
}
