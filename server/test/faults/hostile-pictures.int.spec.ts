import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import request from 'supertest';
import { OutboundGuard } from '../../src/platform/http/outbound-guard.ts';
import { eventually } from '../eventually.ts';
import { aChannel } from '../factories/a-channel.ts';
import { anAgent } from '../factories/an-agent.ts';
import { aJpeg } from '../factories/picture-files.ts';
import { knock } from '../product.ts';
import { signIn, type SignedInHeaders } from '../sign-in.ts';
import { createTestApp, type TestApp } from '../test-app.ts';

const MB = 1024 * 1024;
const TEN_GB = 10 * 1024 * MB;
const LIMIT_MB = 10;

let network: Server;
let port: number;
let asked: string[];
let bytesTaken: number;
let isCut: boolean;
let picture: Buffer;
let app: TestApp;

beforeAll(async () => {
  picture = await aJpeg();
  network = createServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    if (incoming.url === '/picture.jpg')
      response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(picture);
    else pour(incoming, response);
  });
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
  ({ port } = network.address() as AddressInfo);
});
beforeEach(() => {
  asked = [];
  bytesTaken = 0;
  isCut = false;
});
afterEach(() => app.close());
afterAll(async () => {
  network.closeAllConnections();
  await new Promise((resolve) => network.close(resolve));
});

/** A picture that begins well and has no end. */
function pour(incoming: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': 'image/jpeg',
    ...(incoming.url === '/announced.jpg' && { 'Content-Length': String(TEN_GB) }),
  });
  response.write(picture);
  const chunk = Buffer.alloc(MB / 4);
  const more = () => {
    while (!response.destroyed && bytesTaken < TEN_GB) {
      bytesTaken += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
  };
  response.on('close', () => (isCut = true));
  more();
}

/** What a post with this avatar, and with these pictures beside an ordinary one, looks like in the end. */
async function shown(avatarUrl: string, pictures: string[]): Promise<ConversationDetail['messages'][number]> {
  const channel = await aChannel(app);
  const headers: SignedInHeaders = await signIn(app, await anAgent(app));
  const answer = await knock(app.url, channel, {
    externalId: 'post',
    kind: 'mention',
    visibility: 'public',
    author: { externalId: 'svenja', name: 'Svenja Albers', avatarUrl },
    text: 'So sieht es aus.',
    media: pictures.map((url) => ({ url, alt: 'Router', mimeType: 'image/jpeg' })),
    postedAt: app.clock.now().toISOString(),
  });
  expect(answer.status).toBe(202);
  await app.settle();
  const [row] = await app.database.query<{ id: string }>('SELECT id FROM conversation');
  const detail = await request(app.url).get(`/api/conversations/${row?.id}`).set(headers);
  expect(detail.status).toBe(200);
  return (detail.body as ConversationDetail).messages[0]!;
}

it('of our own machine are never asked for, in whatever spelling, though OUTBOUND_ALLOW lets callbacks through', async () => {
  app = await createTestApp();
  const ways = [
    `http://127.0.0.1:${port}`,
    `http://localhost:${port}`,
    `http://[::ffff:127.0.0.1]:${port}`,
    `http://2130706433:${port}`,
    `http://0x7f.1:${port}`,
    `http://0:${port}`,
    'http://169.254.169.254/latest/meta-data',
  ];
  const message = await shown(
    `${ways[0]}/picture.jpg`,
    ways.map((way) => `${way}/picture.jpg`),
  );
  expect(asked).toEqual([]);
  const states = await app.database.query<{ state: string }>('SELECT DISTINCT state FROM media');
  expect(states).toEqual([{ state: 'refused' }]);
  expect(app.jobs?.failures).toEqual([]);
  expect(message.author.avatarUrl).toBeUndefined();
  expect(message.text).toBe('So sieht es aus.');
});

it.each(['/announced.jpg', '/endless.jpg'])(
  'of ten gigabytes (%s) are cut off at ten megabytes, and cost neither time nor memory',
  async (path) => {
    app = await createTestApp({
      // The test's server is the only one in reach, and stands for a public one.
      override: (builder) =>
        builder.overrideProvider(OutboundGuard).useFactory({
          factory: () => ({ isAllowedAddress: () => true }),
        }),
    });
    const before = process.memoryUsage().arrayBuffers;
    const startedAt = performance.now();
    const message = await shown(`http://127.0.0.1:${port}${path}`, [`http://127.0.0.1:${port}/picture.jpg`]);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * MB);
    await eventually(() => expect(isCut).toBe(true));
    // What the sockets hold is on top.
    expect(bytesTaken).toBeLessThan(3 * LIMIT_MB * MB);
    const [avatar] = await app.database.query(
      `SELECT state, fail_reason AS reason FROM media WHERE kind = 'avatar'`,
    );
    expect(avatar).toEqual({ state: 'failed', reason: `The picture is larger than ${LIMIT_MB} MB.` });
    expect(message.author.avatarUrl).toBeUndefined();
    expect(message.media).toMatchObject([{ state: 'ready' }]);
  },
);
