import type { SafeHttpClient } from '../../platform/http/safe-http.client.ts';
import { ConnectorError } from '../connector-error.ts';
import { toConnectorError } from '../outbound-error.ts';
import { budgetOf } from '../retry-after.ts';
import { blueskyError } from './bluesky.errors.ts';

const TIMEOUT_MS = 15_000;
const UPLOAD_TIMEOUT_MS = 60_000;
const ANSWER_LIMIT_BYTES = 5_000_000;

/** A server of the network: the one that an administrator entered, or the one to which it pointed us. */
export interface Service {
  origin: string;
  trust: 'configured' | 'content';
}

export interface XrpcCall {
  service: Service;
  method: 'GET' | 'POST';
  /** Name of the procedure, such as `app.bsky.feed.getPosts`. */
  nsid: string;
  query?: Record<string, string | readonly string[] | undefined>;
  body?: unknown;
  upload?: { data: Buffer; mimeType: string };
  token?: string | undefined;
  /** `send` for a call that must not simply be made again. */
  phase: 'read' | 'send';
}

export type Budget = { remaining: number; limit: number; resetsAt: Date };

/** Calls of the network's remote procedures. */
export class Xrpc {
  /** What the last answer said is left for reading, where it said so; logins and posts have limits of their own. */
  budget: Budget | undefined;
  private readonly http: SafeHttpClient;
  private readonly now: () => Date;

  constructor(http: SafeHttpClient, now: () => Date) {
    this.http = http;
    this.now = now;
  }

  /** @throws ConnectorError for anything but an answer in JSON with 2xx */
  async call<T extends object>(call: XrpcCall): Promise<T> {
    try {
      const answer = await this.request(call);
      if (call.method === 'GET') this.budget = budgetOf(answer.headers, this.now()) ?? this.budget;
      const body = parsed(answer.text());
      if (answer.status < 200 || answer.status > 299)
        throw blueskyError(answer.status, answer.headers, body, this.now());
      if (typeof body === 'object' && body !== null) return body as T;
      const detail = `${call.service.origin} answered something else than JSON`;
      throw new ConnectorError(call.phase === 'send' ? 'unknown' : 'transient', detail);
    } catch (error) {
      throw toConnectorError(error, call.phase);
    }
  }

  private request({ service, method, nsid, query, body, upload, token }: XrpcCall) {
    const url = new URL(`/xrpc/${nsid}`, service.origin);
    for (const [name, value] of Object.entries(query ?? {})) {
      for (const one of [value ?? []].flat()) url.searchParams.append(name, one);
    }
    const contentType = upload?.mimeType ?? (body === undefined ? undefined : 'application/json');
    const sent = upload?.data ?? (body === undefined ? undefined : JSON.stringify(body));
    return this.http.request(url.href, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(sent === undefined ? {} : { body: sent }),
      trust: service.trust,
      timeoutMs: upload ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS,
      maxBytes: ANSWER_LIMIT_BYTES,
      followRedirects: false,
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
