import { describe, expect, it } from '@jest/globals';
import type { WebhookDelivery } from '@visavis/shared/api/hooks';
import { FakeHttp } from '../../../test/fakes/fake-http.ts';
import { signSha256Hex } from '../../platform/crypto/hmac.ts';
import type { OutboundReply } from '../connector.ts';
import { WebhookConnector } from './webhook.connector.ts';
import { prepareWebhookSettings } from './webhook.settings.ts';

const CALLBACK = 'https://shop.example/visavis';

function connect(settings: Record<string, string>, http = new FakeHttp()) {
  return new WebhookConnector({
    channelId: 'c-1',
    settings,
    state: {},
    saveState: async () => {},
    http: http.client,
    now: () => new Date('2026-11-20T12:00:00.000Z'),
    publicUrl: 'https://care.example',
    ownUrl: 'http://127.0.0.1:3000',
  });
}

const REPLY: OutboundReply = {
  deliveryId: 'd-1',
  recordKey: 'k',
  visibility: 'public',
  text: 'Gern! — Jana ^JK',
  signature: '— Jana ^JK',
  checkUrl: '/c/7KQ2M9XW4RTHB',
  language: 'de',
  inReplyTo: {
    externalId: 'p-1',
    rootExternalId: 't-1',
    visibility: 'public',
    author: { externalId: 'a-1', name: 'Svenja' },
    replyContext: { threadId: 't-1' },
  },
  media: [{ mimeType: 'image/png', alt: 'Karte', url: '/media/1/token', read: async () => Buffer.alloc(0) }],
  agent: { name: 'Jana K.', mark: 'JK', avatarUrl: '/faces/1/1/256.webp' },
  firstAttemptedAt: new Date('2026-11-20T12:00:00.000Z'),
};

describe('the open door', () => {
  it('lets nobody in with an empty secret', async () => {
    const rawBody = Buffer.from('[]');
    const headers = { 'x-visavis-signature': `sha256=${signSha256Hex('', rawBody)}` };
    const request = { method: 'POST' as const, headers, query: {}, rawBody };
    expect(await connect({}).receiveHook(request)).toEqual({ kind: 'refused' });
    expect(await connect({ secret: '' }).receiveHook(request)).toEqual({ kind: 'refused' });
  });

  it('refuses a body that was changed after it was signed', async () => {
    const headers = { 'x-visavis-signature': `sha256=${signSha256Hex('s', '[]')}` };
    const request = { method: 'POST' as const, headers, query: {}, rawBody: Buffer.from('[] ') };
    expect(await connect({ secret: 's' }).receiveHook(request)).toEqual({ kind: 'refused' });
  });

  it('checks the signature before it says anything about the body', async () => {
    const request = { method: 'POST' as const, headers: {}, query: {}, rawBody: Buffer.from('{') };
    expect(await connect({ secret: 's' }).receiveHook(request)).toEqual({ kind: 'refused' });
  });

  it('says what it takes to somebody who only looks', async () => {
    const request = { method: 'GET' as const, headers: {}, query: {}, rawBody: Buffer.alloc(0) };
    expect(await connect({ secret: 's' }).receiveHook(request)).toMatchObject({
      kind: 'invalid',
      status: 400,
    });
  });

  it('delivers a reply in the documented form, signed over the very bytes', async () => {
    const http = new FakeHttp().on('POST', CALLBACK, {
      body: { externalId: 4711, permalink: 'https://shop.example/r/1' },
    });
    const receipt = await connect({ callbackUrl: CALLBACK, secret: 's' }, http).send(REPLY);
    expect(receipt).toEqual({ externalId: '4711', permalink: 'https://shop.example/r/1' });
    const [request] = http.requests;
    expect(request?.headers['x-visavis-signature']).toBe(`sha256=${signSha256Hex('s', request?.body ?? '')}`);
    expect(request?.json()).toEqual({
      deliveryId: 'd-1',
      operation: 'create',
      visibility: 'public',
      inReplyTo: 'p-1',
      threadId: 't-1',
      text: 'Gern! — Jana ^JK',
      signature: '— Jana ^JK',
      checkUrl: 'https://care.example/c/7KQ2M9XW4RTHB',
      media: [{ url: 'https://care.example/media/1/token', alt: 'Karte', mimeType: 'image/png' }],
      agent: { name: 'Jana K.', mark: 'JK', avatarUrl: 'https://care.example/faces/1/1/256.webp' },
    } satisfies WebhookDelivery);
  });

  it('names the reply when it is edited or deleted', async () => {
    const http = new FakeHttp().on('POST', CALLBACK, { status: 204 });
    const connector = connect({ callbackUrl: CALLBACK, secret: 's' }, http);
    expect(await connector.edit({ ...REPLY, externalId: 'r-1' })).toMatchObject({ externalId: 'r-1' });
    await connector.delete({ ...REPLY, externalId: 'r-1' });
    expect(http.requests.map((request) => request.json())).toEqual([
      expect.objectContaining({ operation: 'edit', externalId: 'r-1' }),
      expect.objectContaining({ operation: 'delete', externalId: 'r-1' }),
    ]);
  });

  it('does not take a link that is no web address for the place of the reply', async () => {
    const http = new FakeHttp().on('POST', CALLBACK, {
      body: { externalId: 'r', permalink: 'javascript:alert(1)' },
    });
    const receipt = await connect({ callbackUrl: CALLBACK, secret: 's' }, http).send(REPLY);
    expect(receipt.permalink).toBeUndefined();
  });

  it('repeats the words of a refusal', async () => {
    const http = new FakeHttp().on('POST', CALLBACK, {
      status: 409,
      body: { message: 'The thread is closed.' },
    });
    await expect(connect({ callbackUrl: CALLBACK, secret: 's' }, http).send(REPLY)).rejects.toThrow(
      'The callback answered 409: The thread is closed.',
    );
  });

  it('says so when there is nowhere to send a reply', async () => {
    await expect(connect({ secret: 's' }).send(REPLY)).rejects.toMatchObject({ kind: 'rejected' });
    expect((await connect({ secret: 's' }).test()).checks.map((check) => check.ok)).toEqual([true, true]);
  });

  it('makes up a secret, shows it once, and leaves a given one alone', () => {
    const made = prepareWebhookSettings({ callbackUrl: CALLBACK });
    expect(made.settings.secret).toMatch(/^[\w-]{43}$/);
    expect(made.shownOnce).toEqual({ secret: made.settings.secret });
    expect(prepareWebhookSettings({}).settings.secret).not.toBe(made.settings.secret);
    expect(prepareWebhookSettings({ secret: 'mine' })).toEqual({ settings: { secret: 'mine' } });
  });
});
