import type { WebhookDelivery, WebhookPost } from '@visavis/shared/api/hooks';
import { FakeHttp } from '../../../test/fakes/fake-http.ts';
import type { FakeAnswer, FakeRequest } from '../../../test/fakes/fake-http.ts';
import { signSha256Hex } from '../../platform/crypto/hmac.ts';
import type { HookRequest } from '../connector.ts';
import { describeConnector } from '../testing/connector-contract.ts';
import type { ContractNetwork, SamplePost, StoredReply } from '../testing/connector-fixtures.ts';
import { connectorModule } from './index.ts';

const SECRET = 'a-secret-between-two-servers';
const CALLBACK = 'https://shop.example/visavis';
const AUTHORS = { customer: 'Svenja Albers', bystander: 'Ole Petersen', us: 'Brückenfunk' };

/** A source of posts with a callback, as somebody connects it. */
class FakeSource implements ContractNetwork {
  readonly http = new FakeHttp();
  private readonly byDelivery = new Map<string, StoredReply>();

  constructor() {
    this.http.on('HEAD', CALLBACK, { status: 405 });
    this.http.on('POST', CALLBACK, (request) => this.take(request));
  }

  publish(): void {
    // It calls us; nothing is kept there.
  }

  hook(posts: SamplePost[]): HookRequest {
    return signed(SECRET, posts);
  }

  forgedHook(posts: SamplePost[]): HookRequest {
    return signed('another-secret', posts);
  }

  externalId(id: string): string {
    return `shop-${id}`;
  }

  replies(): StoredReply[] {
    return [...this.byDelivery.values()];
  }

  isSend(request: FakeRequest): boolean {
    return request.method === 'POST';
  }

  isRead(): boolean {
    return false;
  }

  private take(request: FakeRequest): FakeAnswer {
    const expected = `sha256=${signSha256Hex(SECRET, request.body)}`;
    if (request.headers['x-visavis-signature'] !== expected) return { status: 401 };
    const delivery = request.json() as WebhookDelivery;
    const { operation, deliveryId } = delivery;
    const known = this.byDelivery.get(deliveryId);
    if (operation === 'delete') {
      this.byDelivery.delete(deliveryId);
      return { status: 200, body: {} };
    }
    if (known && operation === 'create') return { status: 200, body: { externalId: known.externalId } };
    const reply: StoredReply = {
      externalId: known?.externalId ?? `reply-${this.byDelivery.size + 1}`,
      text: delivery.text,
      visibility: delivery.visibility,
      inReplyTo: delivery.inReplyTo ?? '',
      alts: delivery.media.map((medium) => medium.alt),
    };
    this.byDelivery.set(deliveryId, reply);
    return { status: 201, body: { externalId: reply.externalId } };
  }
}

function signed(secret: string, samples: SamplePost[]): HookRequest {
  const rawBody = Buffer.from(JSON.stringify(samples.map(toPost)));
  const headers = { 'x-visavis-signature': `sha256=${signSha256Hex(secret, rawBody)}` };
  return { method: 'POST', headers, query: {}, rawBody };
}

function toPost(sample: SamplePost): WebhookPost {
  return {
    externalId: `shop-${sample.id}`,
    ...(sample.root === sample.id ? {} : { threadId: `shop-${sample.root}` }),
    ...(sample.inReplyTo ? { inReplyTo: `shop-${sample.inReplyTo}` } : {}),
    kind: sample.visibility === 'private' ? 'message' : 'mention',
    visibility: sample.visibility,
    author: { externalId: sample.author, name: AUTHORS[sample.author] },
    text: sample.text,
    media: sample.media,
    postedAt: sample.postedAt.toISOString(),
    ...(sample.editedAt ? { editedAt: sample.editedAt.toISOString() } : {}),
    ...(sample.deleted ? { deleted: true } : {}),
  };
}

const noSuch = 'the API of the callback knows no such answer: any 4xx besides 429 is a refusal';

describeConnector({
  module: connectorModule,
  settings: { callbackUrl: CALLBACK, secret: SECRET },
  now: new Date('2026-11-20T12:00:00.000Z'),
  network: () => new FakeSource(),
  changes: { edits: 'arrive', deletions: 'arrive' },
  echoes: false,
  sendsOncePerKey: true,
  brokenSend: 'transient',
  errors: [
    {
      name: '429 with Retry-After',
      during: 'send',
      answer: { status: 429, headers: { 'Retry-After': '30' } },
      kind: 'rateLimited',
      retryAfter: new Date('2026-11-20T12:00:30.000Z'),
    },
    { name: '429 alone', during: 'send', answer: { status: 429, body: 'slow down' }, kind: 'rateLimited' },
    { name: '500', during: 'send', answer: { status: 500, body: '<h1>Oops</h1>' }, kind: 'transient' },
    {
      name: '503 with Retry-After',
      during: 'send',
      answer: { status: 503, headers: { 'retry-after': 'Fri, 20 Nov 2026 12:10:00 GMT' } },
      kind: 'transient',
      retryAfter: new Date('2026-11-20T12:10:00.000Z'),
    },
    {
      name: '422 with a sentence',
      during: 'send',
      answer: { status: 422, body: { error: { message: 'The thread is closed.' } } },
      kind: 'rejected',
    },
    {
      name: '400 that repeats half of the internet',
      during: 'send',
      answer: { status: 400, body: { message: 'x'.repeat(10_000) } },
      kind: 'rejected',
    },
    { name: '401', during: 'send', answer: { status: 401 }, kind: 'rejected' },
    { name: '404', during: 'send', answer: { status: 404 }, kind: 'rejected' },
    {
      name: 'a redirect',
      during: 'send',
      answer: { status: 302, headers: { location: 'https://elsewhere.example/' } },
      kind: 'rejected',
    },
    {
      name: '200 without an externalId',
      during: 'send',
      answer: { status: 200, body: { ok: true } },
      kind: 'unknown',
    },
    { name: '200 without JSON', during: 'send', answer: { status: 200, body: 'OK' }, kind: 'unknown' },
  ],
  neverAnswers: {
    auth: noSuch,
    permission: noSuch,
    duplicate: 'a known deliveryId is answered like the first time',
    gone: noSuch,
    windowClosed: noSuch,
    tooLong: noSuch,
  },
});
