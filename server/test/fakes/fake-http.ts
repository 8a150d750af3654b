import { asOutboundError, OutboundError } from '../../src/platform/http/outbound-error.ts';
import type {
  OutboundRequest,
  OutboundResponse,
  OutboundStream,
  SafeHttpClient,
} from '../../src/platform/http/safe-http.client.ts';

/** A request as the double of a network sees it. */
export interface FakeRequest {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
  /** Values of the `:name` segments of the route. */
  params: Record<string, string>;
  /** The body as JSON; null for an empty one. */
  json(): unknown;
  /** The body as a form, multipart or url-encoded. */
  form(): Promise<FormData>;
}

/**
 * An answer: an object or array as `body` is sent as JSON, text and bytes as they are. For `stream` it may be an
 * `AsyncIterable` of texts, which stays open as long as that goes on.
 */
export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export type FakeHandler = FakeAnswer | ((request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>);

/**
 * How a call goes wrong: an answer given instead of the network's; `refused` before anything was written; `lost` after
 * the network did what it was asked; `timeout` after the request was written, the network having done nothing.
 */
export type Disturbance = FakeAnswer | 'refused' | 'lost' | 'timeout';

interface Route {
  method: string;
  origin: string;
  segments: string[];
  handler: FakeHandler;
}

/**
 * Stands in for `SafeHttpClient` and answers from routes; a call that no route knows fails the test by name.
 * With `passOn` the calls of one origin go to a real server on loopback instead.
 */
export class FakeHttp {
  /** Every call so far, answered or not. */
  readonly requests: FakeRequest[] = [];
  private readonly routes: Route[] = [];
  private readonly targets = new Map<string, string>();
  private disturbed: { matches: (request: FakeRequest) => boolean; how: Disturbance } | null = null;

  /**
   * Answers `method` calls of `url`, for example `https://social.example/api/v1/statuses/:id`. The query plays no part
   * in matching; a later route wins over an earlier one, so that a test can replace an answer.
   */
  on(method: string, url: string, handler: FakeHandler): this {
    const { origin, pathname } = new URL(url);
    this.routes.unshift({ method, origin, segments: pathname.split('/'), handler });
    return this;
  }

  /** Sends calls of `origin` to the server at `target` on loopback. */
  passOn(origin: string, target: string): this {
    this.targets.set(origin, target);
    return this;
  }

  /** Lets every matching call go wrong until `heal`. */
  disturb(matches: (request: FakeRequest) => boolean, how: Disturbance): void {
    this.disturbed = { matches, how };
  }

  heal(): void {
    this.disturbed = null;
  }

  /** This double where the real client is asked for. */
  get client(): SafeHttpClient {
    return this as unknown as SafeHttpClient;
  }

  async request(url: string, options: OutboundRequest): Promise<OutboundResponse> {
    const request = await incoming(url, options);
    return outgoing(url, await this.perform(request));
  }

  async stream(url: string, options: OutboundRequest & { signal: AbortSignal }): Promise<OutboundStream> {
    const request = await incoming(url, options);
    const answer = await this.perform(request);
    const { status, headers, body } = outgoing(url, isStream(answer.body) ? { ...answer, body: '' } : answer);
    return {
      status,
      headers,
      body: isStream(answer.body) ? encoded(answer.body, options.signal) : once(body),
    };
  }

  private async perform(request: FakeRequest): Promise<FakeAnswer> {
    this.requests.push(request);
    const how = this.disturbed?.matches(request) ? this.disturbed.how : null;
    if (how === 'refused') throw connectionRefused(request.url);
    if (how === 'timeout') throw new OutboundError('timeout', `${request.url.host} did not answer in time`);
    if (how !== null && how !== 'lost') return how;
    const answer = await this.answer(request);
    if (how === 'lost') throw new OutboundError('network', `${request.url.host} broke the connection`);
    return answer;
  }

  private async answer(request: FakeRequest): Promise<FakeAnswer> {
    const target = this.targets.get(request.url.origin);
    if (target) return passedOn(request, target);
    for (const route of this.routes) {
      const params = match(route, request);
      if (!params) continue;
      request.params = params;
      return typeof route.handler === 'function' ? route.handler(request) : route.handler;
    }
    throw new Error(`No route answers ${request.method} ${request.url.href}`);
  }
}

async function incoming(url: string, options: OutboundRequest): Promise<FakeRequest> {
  const method = options.method ?? 'GET';
  // `Request` turns texts, bytes and forms into bytes and a content type, exactly as the real client does.
  const native = new Request(url, {
    method,
    headers: { accept: options.accept ?? 'application/json', ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  const type = native.headers.get('content-type') ?? '';
  const body = Buffer.from(await native.arrayBuffer());
  return {
    method,
    url: new URL(url),
    headers: Object.fromEntries(native.headers),
    body,
    params: {},
    json: () => (body.length === 0 ? null : (JSON.parse(body.toString('utf8')) as unknown)),
    form: () => new Response(body, { headers: { 'content-type': type } }).formData(),
  };
}

function match(route: Route, request: FakeRequest): Record<string, string> | null {
  const given = request.url.pathname.split('/');
  if (route.method !== request.method || route.origin !== request.url.origin) return null;
  if (given.length !== route.segments.length) return null;
  const params: Record<string, string> = {};
  for (const [at, segment] of route.segments.entries()) {
    const value = given[at] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(value);
    else if (segment !== value) return null;
  }
  return params;
}

async function passedOn(request: FakeRequest, target: string): Promise<FakeAnswer> {
  const answer = await fetch(new URL(request.url.pathname + request.url.search, target), {
    method: request.method,
    headers: request.headers,
    ...(request.body.length === 0 ? {} : { body: new Uint8Array(request.body) }),
    redirect: 'manual',
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

function connectionRefused(url: URL): OutboundError {
  return asOutboundError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), url.host);
}

function outgoing(url: string, answer: FakeAnswer): OutboundResponse {
  const raw = answer.body;
  const isJson = raw !== undefined && typeof raw !== 'string' && !Buffer.isBuffer(raw);
  const body = Buffer.isBuffer(raw) ? raw : Buffer.from(isJson ? JSON.stringify(raw) : String(raw ?? ''));
  const given = Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status: answer.status ?? 200,
    headers: {
      ...(isJson ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      ...(Object.fromEntries(given) as Record<string, string>),
    },
    body,
    url,
    text: () => body.toString('utf8'),
    json: <T>() => JSON.parse(body.toString('utf8')) as T,
  };
}

function isStream(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function* encoded(texts: AsyncIterable<string>, signal: AbortSignal): AsyncIterable<Uint8Array> {
  for await (const text of texts) {
    if (signal.aborted) return;
    yield Buffer.from(text);
  }
}

async function* once(body: Buffer): AsyncIterable<Uint8Array> {
  yield body;
}
