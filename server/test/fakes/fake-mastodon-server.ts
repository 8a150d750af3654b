import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FakeAnswer, FakeRequest } from './fake-http.ts';
import type { FakeMastodon } from './fake-mastodon.ts';

/** Puts a `FakeMastodon` on a port of loopback, so that the real HTTP client talks to it. */
export class FakeMastodonServer {
  private readonly server: Server;
  /** Requests matching this are done and then cut off, as by a network that fails. */
  cut: (request: FakeRequest) => boolean = () => false;

  constructor(readonly mastodon: FakeMastodon) {
    this.server = createServer((incoming, response) => {
      this.serve(incoming, response).catch(() => response.destroy());
    });
  }

  /** @returns its address */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    this.mastodon.store.streamingUrl = `ws://127.0.0.1:${port}`;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.mastodon.feed.end();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await requestOf(incoming);
    const answer = await this.mastodon.answer(request);
    if (this.cut(request)) response.destroy();
    else await send(response, answer);
  }
}

async function requestOf(incoming: IncomingMessage): Promise<FakeRequest> {
  const body = await buffer(incoming);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
    headers,
    body,
    params: {},
    json: () => (body.length === 0 ? null : (JSON.parse(body.toString('utf8')) as unknown)),
    form: () =>
      new Response(new Uint8Array(body), {
        headers: { 'content-type': headers['content-type'] ?? '' },
      }).formData(),
  };
}

async function send(
  response: ServerResponse,
  { status = 200, headers = {}, body }: FakeAnswer,
): Promise<void> {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'Content-Type': isText ? 'text/html' : 'application/json', ...headers });
  if (!isStream(body)) {
    response.end(isText ? body : JSON.stringify(body ?? {}));
    return;
  }
  response.on('close', () => body.close());
  for await (const text of body) if (!response.destroyed) response.write(text);
  response.end();
}

function isStream(body: unknown): body is AsyncIterable<string> & { close(): void } {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
