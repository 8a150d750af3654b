import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test as base, type APIRequestContext, type BrowserContext } from '@playwright/test';
import type { CreatedChannel } from '@visavis/shared/api/channels';
import type { WebhookAnswer, WebhookDelivery, WebhookPost } from '@visavis/shared/api/hooks';

export const password = 'vis-a-vis';
export type Person = 'admin' | 'sabine' | 'jana' | 'mehmet';

/** A source outside the product: sends signed posts through the webhook door and receives signed replies. */
export interface Source {
  /** Who writes there: somebody else in each test, because the tests share one inbox. */
  customer: string;
  send(post: Partial<WebhookPost> & Pick<WebhookPost, 'externalId' | 'text'>): Promise<WebhookAnswer>;
  /** Replies that came to the callback address with a true signature, in order. */
  received: WebhookDelivery[];
  /** How the callback answers from now on; 200 with an id of its own unless told. */
  answerWith(status: number): void;
}

interface Fixtures {
  /** A browser of its own for each colleague, signed in. */
  signIn(person: Person): Promise<BrowserContext>;
  source: Source;
}

const secret = 'a secret that only this source and its channel know';

export const test = base.extend<Fixtures>({
  signIn: async ({ browser, baseURL }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async (person) => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      await signInAt(context.request, baseURL ?? '', person);
      return context;
    });
    for (const context of contexts) await context.close();
  },

  source: async ({ playwright, baseURL }, provide, info) => {
    const origin = baseURL ?? '';
    const received: WebhookDelivery[] = [];
    let status = 200;
    const callback = createServer((request, response) => {
      takeDelivery(request)
        .then((delivery) => {
          if (status === 200) received.push(delivery);
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ externalId: `reply-${delivery.deliveryId}` }));
        })
        .catch(() => response.writeHead(401).end());
    });
    const callbackUrl = await listen(callback);
    const admin = await playwright.request.newContext({ baseURL: origin });
    await signInAt(admin, origin, 'admin');
    const created = await admin.post('/api/channels', {
      headers: { origin },
      data: {
        network: 'webhook',
        name: `Quelle ${info.testId.slice(-6)}`,
        settings: { callbackUrl, secret },
      },
    });
    const channel = (await created.json()) as CreatedChannel;
    const customer = `Frieda ${info.testId.slice(-6)}`;
    const author = { externalId: 'frieda', name: customer, handle: 'frieda' };
    await provide({
      customer,
      received,
      answerWith: (answer) => void (status = answer),
      send: (post) => sendPost(admin, channel, { author, ...post }),
    });
    await admin.dispose();
    await new Promise((resolve) => callback.close(resolve));
  },
});

export { expect } from '@playwright/test';

async function signInAt(request: APIRequestContext, origin: string, person: Person): Promise<void> {
  const answer = await request.post('/api/session', {
    headers: { origin },
    data: { email: `${person}@brueckenfunk.example`, password },
  });
  if (answer.status() !== 201) throw new Error(`${person} could not sign in: ${answer.status()}`);
}

async function takeDelivery(request: IncomingMessage): Promise<WebhookDelivery> {
  const body = await text(request);
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(String(request.headers['x-visavis-signature']));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('forged');
  return JSON.parse(body) as WebhookDelivery;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/replies`;
}

async function sendPost(
  request: APIRequestContext,
  { id }: CreatedChannel,
  post: Partial<WebhookPost> & Pick<WebhookPost, 'externalId' | 'text'>,
): Promise<WebhookAnswer> {
  const body = JSON.stringify({
    kind: 'mention',
    visibility: 'public',
    postedAt: new Date().toISOString(),
    ...post,
  });
  const answer = await request.post(`/api/hooks/${id}`, {
    headers: {
      'content-type': 'application/json',
      'x-visavis-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    data: Buffer.from(body),
  });
  if (answer.status() !== 202)
    throw new Error(`The door answered ${answer.status()}: ${await answer.text()}`);
  return (await answer.json()) as WebhookAnswer;
}
