import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testConfig } from '../../../test/test-config.ts';
import type { AllowEntry } from '../config/allow-entry.ts';
import { parseAllowEntry } from '../config/allow-entry.ts';
import { OutboundError } from './outbound-error.ts';
import { HostResolver, OutboundGuard } from './outbound-guard.ts';
import { SafeHttpClient, type OutboundRequest } from './safe-http.client.ts';

/** Names of a test: each look-up takes the next answer, the last one stays. */
class Names extends HostResolver {
  lookups = 0;
  constructor(private readonly answers: Record<string, string[]>) {
    super();
  }

  override async resolve(hostname: string) {
    const queue = this.answers[hostname];
    if (queue === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    this.lookups += 1;
    const address = (queue.length > 1 ? queue.shift() : queue[0]) as string;
    return [{ address, family: 4 }];
  }
}

describe('the outbound client', () => {
  let server: Server;
  let port: number;
  let seen: IncomingMessage[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const clients: SafeHttpClient[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    seen = [];
    answer = (_request, response) => response.end('{"ok":true}');
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.onApplicationShutdown()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const clientWith = (names: Record<string, string[]> = {}, allow = ['127.0.0.1']) => {
    const entries = allow.map(parseAllowEntry).filter((entry): entry is AllowEntry => entry !== null);
    const client = new SafeHttpClient(
      new OutboundGuard(testConfig({ outboundAllow: entries }), new Names(names)),
    );
    clients.push(client);
    return client;
  };
  const get = (path = '/', options: Partial<OutboundRequest> = {}, client = clientWith()) =>
    client.request(`http://127.0.0.1:${port}${path}`, { trust: 'configured', ...options });
  const failure = async (promise: Promise<unknown>): Promise<OutboundError> => {
    const error = await promise.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(OutboundError);
    return error as OutboundError;
  };

  it('sends what it is given and gives back status, headers and body, whatever the status', async () => {
    answer = (request, response) => {
      response.writeHead(418, { 'X-Kind': ['a', 'b'] });
      request.pipe(response);
    };
    const got = await get('/tea?strong=1', {
      method: 'POST',
      body: '{"cups":2}',
      headers: { 'X-Mine': 'yes' },
    });
    expect(got.status).toBe(418);
    expect(got.headers['x-kind']).toBe('a, b');
    expect(got.json<{ cups: number }>()).toEqual({ cups: 2 });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/tea?strong=1' });
    expect(seen[0]?.headers).toMatchObject({ 'x-mine': 'yes', accept: 'application/json' });
  });

  it('sends a multipart form', async () => {
    let body = '';
    answer = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end());
    };
    const form = new FormData();
    form.set('file', new Blob(['bytes'], { type: 'image/png' }), 'a.png');
    await get('/', { method: 'POST', body: form });
    expect(seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('filename="a.png"');
  });

  it.each([
    ['gzip', gzipSync('{"packed":true}')],
    ['br', brotliCompressSync('{"packed":true}')],
  ])('unpacks %s', async (encoding, bytes) => {
    answer = (_request, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(bytes);
    };
    expect((await get()).json()).toEqual({ packed: true });
  });

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://user:secret@127.0.0.1/',
    'not an address',
    'javascript:alert(1)',
  ])('refuses %s without calling anybody', async (url) => {
    expect((await failure(clientWith().request(url, { trust: 'configured' }))).kind).toBe('refused');
    expect(seen).toHaveLength(0);
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://0:PORT/',
  ])('refuses the way home in any spelling: %s', async (url) => {
    const target = url.replace('PORT', String(port));
    const error = await failure(clientWith({}, []).request(target, { trust: 'configured' }));
    expect(error).toMatchObject({ kind: 'refused', mayHaveArrived: false });
    expect((await failure(clientWith().request(target, { trust: 'content' }))).kind).toBe('refused');
    expect(seen).toHaveLength(0);
  });

  it('refuses a name that leads to a private address, and lets an allowed name through', async () => {
    const names = { 'inside.example': ['127.0.0.1'] };
    const url = `http://inside.example:${port}/`;
    expect((await failure(clientWith(names, []).request(url, { trust: 'configured' }))).kind).toBe('refused');
    expect(
      (await failure(clientWith(names, ['inside.example']).request(url, { trust: 'content' }))).kind,
    ).toBe('refused');
    expect(seen).toHaveLength(0);
    expect((await clientWith(names, ['inside.example']).request(url, { trust: 'configured' })).status).toBe(
      200,
    );
  });

  it('connects to the address that was checked, so a name that changes its mind gains nothing', async () => {
    // The allowed address first, another at the second look: a client that looks twice would reach the server.
    const names = new Names({ 'rebind.example': ['127.0.0.2', '127.0.0.1'] });
    const guard = new OutboundGuard(
      testConfig({ outboundAllow: [parseAllowEntry('127.0.0.2') as AllowEntry] }),
      names,
    );
    const client = new SafeHttpClient(guard);
    clients.push(client);
    const url = `http://rebind.example:${port}/`;
    const error = await failure(client.request(url, { trust: 'configured', timeoutMs: 300 }));
    expect(['timeout', 'network']).toContain(error.kind);
    expect(names.lookups).toBe(1);
    expect(seen).toHaveLength(0);
  });

  it('follows redirects of a GET, and gives a POST its redirect back', async () => {
    answer = (request, response) => {
      if (request.url === '/new') return response.end('here');
      response.writeHead(302, { Location: '/new' });
      return response.end();
    };
    const got = await get('/old');
    expect(got.text()).toBe('here');
    expect(got.url).toBe(`http://127.0.0.1:${port}/new`);
    expect((await get('/old', { method: 'POST', body: 'x' })).status).toBe(302);
    expect((await get('/old', { followRedirects: false })).status).toBe(302);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.2:1/',
    'http://[::1]:1/',
    'file:///etc/passwd',
    'http://user:pw@127.0.0.1/',
  ])('refuses a redirect to %s', async (location) => {
    answer = (_request, response) => {
      response.writeHead(307, { Location: location });
      response.end();
    };
    expect((await failure(get('/', {}, clientWith({}, ['127.0.0.0/8', '::1'])))).kind).toBe('refused');
  });

  it('does not let an allowed host send it to another allowed one', async () => {
    const other = createServer((_request, response) => response.end('inner secret'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    answer = (_request, response) => {
      response.writeHead(302, { Location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/` });
      response.end();
    };
    expect((await failure(get('/', {}))).kind).toBe('refused');
    other.close();
  });

  it('stops a chain of redirects', async () => {
    answer = (_request, response) => {
      response.writeHead(301, { Location: '/again' });
      response.end();
    };
    expect((await failure(get())).kind).toBe('refused');
    expect(seen).toHaveLength(6);
  });

  it('stops reading at the limit, and takes the announced size of a HEAD for what it is', async () => {
    answer = (_request, response) => {
      response.setHeader('Content-Length', '5000');
      response.end('x'.repeat(5_000));
    };
    expect((await failure(get('/', { maxBytes: 1_000 }))).kind).toBe('too-large');
    expect((await get('/', { maxBytes: 1_000, method: 'HEAD' })).headers['content-length']).toBe('5000');
    answer = (_request, response) => {
      for (let part = 0; part < 50; part += 1) response.write('x'.repeat(100));
      response.end();
    };
    expect((await failure(get('/', { maxBytes: 1_000 }))).kind).toBe('too-large');
    expect((await get('/', { maxBytes: 5_000 })).body).toHaveLength(5_000);
  });

  it('stops unpacking a small body that becomes a huge one', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    answer = (_request, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(bomb);
    };
    const before = process.memoryUsage().arrayBuffers;
    expect((await failure(get('/', { maxBytes: 300_000 }))).kind).toBe('too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  it('does not wait for ever: not for headers, not for a body that drips', async () => {
    answer = () => {};
    expect(await failure(get('/', { timeoutMs: 100 }))).toMatchObject({
      kind: 'timeout',
      mayHaveArrived: true,
    });
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    };
    const startedAt = performance.now();
    expect((await failure(get('/', { timeoutMs: 200 }))).kind).toBe('timeout');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('says whether a request that failed may have arrived', async () => {
    expect(
      await failure(clientWith().request('http://nowhere.example/', { trust: 'configured' })),
    ).toMatchObject({
      kind: 'network',
      mayHaveArrived: false,
    });
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const closedPort = (closed.address() as AddressInfo).port;
    await new Promise((resolve) => closed.close(resolve));
    expect(
      await failure(clientWith().request(`http://127.0.0.1:${closedPort}/`, { trust: 'configured' })),
    ).toMatchObject({
      kind: 'network',
      mayHaveArrived: false,
    });
    answer = (request) => request.socket.destroy();
    expect(await failure(get('/', { method: 'POST', body: 'x' }))).toMatchObject({
      kind: 'network',
      mayHaveArrived: true,
    });
  });

  it('tells a broken encryption from a broken line', async () => {
    expect(
      (await failure(clientWith().request(`https://127.0.0.1:${port}/`, { trust: 'configured' }))).kind,
    ).toBe('tls');
  });

  it('gives up when asked to', async () => {
    answer = () => {};
    const aborted = new AbortController();
    const pending = get('/', { signal: aborted.signal });
    aborted.abort();
    expect((await failure(pending)).kind).toBe('network');
  });

  it('reads a stream of events as it comes, and ends it when asked to', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: one\n\n');
    };
    const stop = new AbortController();
    const stream = await clientWith().stream(`http://127.0.0.1:${port}/events`, {
      trust: 'configured',
      signal: stop.signal,
    });
    const error = await failure(
      (async () => {
        for await (const chunk of stream.body) {
          expect(Buffer.from(chunk).toString()).toBe('data: one\n\n');
          stop.abort();
        }
      })(),
    );
    expect(error.kind).toBe('network');
    expect(
      (
        await failure(
          clientWith().stream('http://169.254.169.254/', { trust: 'content', signal: stop.signal }),
        )
      ).kind,
    ).toBe('refused');
  });
});
