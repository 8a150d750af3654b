import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request as send, type Dispatcher } from 'undici';
import { isInTransaction } from '../database/transaction-scope.ts';
import { asOutboundError, OutboundError } from './outbound-error.ts';
import { OutboundGuard, type Trust } from './outbound-guard.ts';
import { allHeaders, encodedBody, ownHeaders, plainHeaders } from './outbound-message.ts';
import { bareHost, isSameHost, parseTarget } from './outbound-target.ts';
import { decoded, readLimited } from './response-body.ts';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

export interface OutboundRequest {
  /** `GET` unless told. */
  method?: HttpMethod;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array | FormData;
  /** Where the address comes from; `content` reaches public addresses only, whatever OUTBOUND_ALLOW says. */
  trust: Trust;
  /** For everything together, redirects and body included; 15 s unless told. */
  timeoutMs?: number;
  /** Of the decoded body; 2 MB unless told. */
  maxBytes?: number;
  /** GET and HEAD only; true unless told. Every hop is checked, and credentials stay with the first origin. */
  followRedirects?: boolean;
  /** The `Accept` header; JSON unless told. */
  accept?: string;
  signal?: AbortSignal;
}

export interface OutboundResponse {
  status: number;
  /** Names in lower case; a repeated header is joined by commas. */
  headers: ResponseHeaders;
  body: Buffer;
  /** The address that answered, after redirects. */
  url: string;
  text(): string;
  /** @throws SyntaxError when the body is not JSON; the shape is for the caller to check */
  json<T>(): T;
}

export interface OutboundStream {
  status: number;
  headers: ResponseHeaders;
  body: AsyncIterable<Uint8Array>;
}

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 2_000_000;
const CONNECT_MS = 5_000;
const MOST_REDIRECTS = 5;
const READING = new Set<HttpMethod>(['GET', 'HEAD']);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The only way out to other servers. Names are resolved, checked, and connected to at exactly the address that was
 * checked; so is every redirect. Time and size are bounded.
 */
@Injectable()
export class SafeHttpClient implements OnApplicationShutdown {
  private readonly agents: Record<Trust, Agent>;

  constructor(private readonly guard: OutboundGuard) {
    this.agents = { configured: this.createAgent('configured'), content: this.createAgent('content') };
  }

  /**
   * Any HTTP status is an answer.
   *
   * @throws OutboundError when there is none
   */
  async request(url: string | URL, options: OutboundRequest): Promise<OutboundResponse> {
    assertOutsideTransaction();
    let target = parseTarget(url);
    let { trust } = options;
    const body = await encodedBody(options.body);
    let headers = allHeaders(options, body.headers);
    const deadline = new Deadline(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, options.signal);
    try {
      for (let hops = 0; ; hops += 1) {
        const answer = await this.send(target, trust, {
          method: options.method ?? 'GET',
          headers,
          body: body.bytes,
          signal: deadline.signal,
          headersTimeout: deadline.milliseconds,
          bodyTimeout: deadline.milliseconds,
        });
        const location = redirectOf(answer, options);
        if (location === null) return await readAnswer(target, answer, options);
        discard(answer.body);
        if (hops === MOST_REDIRECTS)
          throw new OutboundError('refused', `${target.host} redirects too often.`);
        const next = parseTarget(location, target);
        // What the caller says is for the server it named, and may well be a secret.
        if (next.origin !== target.origin) headers = ownHeaders(options);
        // The administrator entered this host, not the ones that it sends us to.
        if (!isSameHost(target, next)) trust = 'content';
        target = next;
      }
    } catch (error) {
      throw deadline.isOver
        ? new OutboundError('timeout', `${target.host} did not answer in time.`, { cause: error })
        : asOutboundError(error, target.host);
    } finally {
      deadline.clear();
    }
  }

  /**
   * An answer without an end, such as server-sent events; read it or abort `signal`. `timeoutMs` is the longest silence,
   * and redirects are not followed.
   *
   * @throws OutboundError here, and from the body while it is read
   */
  async stream(
    url: string | URL,
    options: OutboundRequest & { signal: AbortSignal },
  ): Promise<OutboundStream> {
    assertOutsideTransaction();
    const target = parseTarget(url);
    const silenceMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const body = await encodedBody(options.body);
    try {
      const answer = await this.send(target, options.trust, {
        method: options.method ?? 'GET',
        headers: { ...allHeaders(options, body.headers), 'accept-encoding': 'identity' },
        body: body.bytes,
        signal: options.signal,
        headersTimeout: silenceMs,
        bodyTimeout: silenceMs,
      });
      return {
        status: answer.statusCode,
        headers: plainHeaders(answer.headers),
        body: translated(answer.body, target.host),
      };
    } catch (error) {
      throw asOutboundError(error, target.host);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(Object.values(this.agents).map((agent) => agent.destroy()));
  }

  private async send(target: URL, trust: Trust, call: Call): Promise<Dispatcher.ResponseData> {
    const hostname = bareHost(target);
    // Literal addresses never reach the look-up, so they are checked here.
    if (isIP(hostname) !== 0 && !this.guard.isAllowedAddress(hostname, trust)) throw refused(target.host);
    return send(target, { ...call, dispatcher: this.agents[trust] });
  }

  private createAgent(trust: Trust): Agent {
    const lookup: LookupFunction = (hostname, options, callback) =>
      void this.lookUp(hostname, trust, options.all === true, callback);
    return new Agent({
      connect: { lookup, timeout: CONNECT_MS, keepAlive: true },
      allowH2: false,
      connections: 16,
      pipelining: 1,
    });
  }

  private async lookUp(
    hostname: string,
    trust: Trust,
    wantsAll: boolean,
    answer: LookupCallback,
  ): Promise<void> {
    try {
      const addresses = await this.guard.allowedAddresses(hostname, trust);
      const [first] = addresses;
      if (first === undefined) answer(refused(hostname), '', 0);
      else if (wantsAll) answer(null, addresses);
      else answer(null, first.address, first.family);
    } catch (error) {
      answer(error as NodeJS.ErrnoException, '', 0);
    }
  }
}

type LookupCallback = Parameters<LookupFunction>[2];

/** One HTTP exchange, as the library takes it. */
type Call = Required<Pick<Dispatcher.RequestOptions, 'method' | 'headersTimeout' | 'bodyTimeout'>> & {
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  signal: AbortSignal;
};

/** One total time for a request, joined with the caller's own signal. */
class Deadline {
  readonly signal: AbortSignal;
  isOver = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    readonly milliseconds: number,
    outer?: AbortSignal,
  ) {
    const own = new AbortController();
    this.timer = setTimeout(() => {
      this.isOver = true;
      own.abort();
    }, milliseconds);
    this.signal = outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]);
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}

function refused(host: string): OutboundError {
  return new OutboundError(
    'refused',
    `${host} does not lead to a public address, and OUTBOUND_ALLOW does not let it through.`,
  );
}

/** Where a reading request is sent on to; null for an answer to keep. */
function redirectOf(answer: Dispatcher.ResponseData, options: OutboundRequest): string | null {
  const { method = 'GET', followRedirects = true } = options;
  const { location } = answer.headers;
  if (!followRedirects || !READING.has(method) || !REDIRECTS.has(answer.statusCode)) return null;
  return typeof location === 'string' ? location : null;
}

/** A body that nobody reads would keep its connection busy. */
function discard(body: Readable): void {
  body.on('error', () => {});
  body.destroy();
}

async function readAnswer(
  target: URL,
  answer: Dispatcher.ResponseData,
  options: OutboundRequest,
): Promise<OutboundResponse> {
  const headers = plainHeaders(answer.headers);
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const body = await readLimited(answer.body, headers, maxBytes, target.host);
  return {
    status: answer.statusCode,
    headers,
    body,
    url: target.href,
    text: () => body.toString('utf8'),
    json: <T>() => JSON.parse(body.toString('utf8')) as T,
  };
}

async function* translated(body: Readable, host: string): AsyncIterable<Uint8Array> {
  try {
    yield* decoded(body, undefined);
  } catch (error) {
    throw asOutboundError(error, host);
  }
}

/** A network may take seconds, and a transaction holds its locks and its connection as long. */
function assertOutsideTransaction(): void {
  if (isInTransaction()) throw new Error('No request to another server inside a transaction.');
}
