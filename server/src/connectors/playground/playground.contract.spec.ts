import type {
  CreatePlaygroundReply,
  PlaygroundAccount,
  PlaygroundNotice,
  PlaygroundPost,
} from '@visavis/shared/api/playground';
import { FakeHttp } from '../../../test/fakes/fake-http.ts';
import type { FakeAnswer, FakeRequest } from '../../../test/fakes/fake-http.ts';
import { signSha256Hex } from '../../platform/crypto/hmac.ts';
import type { HookRequest } from '../connector.ts';
import { describeConnector } from '../testing/connector-contract.ts';
import type { ContractNetwork, SamplePost, StoredReply } from '../testing/connector-fixtures.ts';
import { connectorModule } from './index.ts';

const ADDRESS = 'http://playground.example';
const API = `${ADDRESS}/playground/api/brand`;
const TOKEN = 'token-of-the-brand';
const NOW = new Date('2026-11-20T12:00:00.000Z');

const account = (handle: string, name: string, isBrand = false): PlaygroundAccount => ({
  id: `account-${handle}`,
  handle,
  name,
  avatarUrl: `${ADDRESS}/portraits/${handle}.svg`,
  isBrand,
});
const ACCOUNTS = {
  customer: account('ines', 'Inés Robledo'),
  bystander: account('oliver', 'Oliver Thiele'),
  us: account('brueckenfunk_hilft', 'Brückenfunk hilft', true),
};

/** The brand's API of the playground, in memory; playground.int.spec.ts holds the real one to the same answers. */
class FakePlayground implements ContractNetwork {
  readonly http = new FakeHttp();
  private readonly notices = new Map<string, PlaygroundNotice>();
  private readonly byKey = new Map<string, string>();
  private change = 0;

  constructor() {
    this.http
      .on('GET', API, { body: { account: ACCOUNTS.us, url: `${ADDRESS}/playground`, textLimit: 500 } })
      .on('GET', `${API}/notices`, (request) => this.page(request))
      .on('PUT', `${API}/hooks`, { status: 204 })
      .on('POST', `${API}/posts`, (request) => this.take(request))
      .on('GET', `${API}/posts/by-key/:key`, ({ params }) => this.found(this.byKey.get(params.key ?? '')))
      .on('PATCH', `${API}/posts/:id`, ({ params, json }) =>
        this.edit(params.id ?? '', json() as { text: string }),
      )
      .on('DELETE', `${API}/posts/:id`, ({ params }) => this.remove(params.id ?? ''));
  }

  publish(posts: SamplePost[]): void {
    for (const sample of posts) this.put(this.toNotice(sample));
  }

  hook(posts: SamplePost[]): HookRequest {
    return signed(
      TOKEN,
      posts.map((sample) => this.toNotice(sample)),
    );
  }

  forgedHook(posts: SamplePost[]): HookRequest {
    return signed(
      'another-token',
      posts.map((sample) => this.toNotice(sample)),
    );
  }

  externalId(id: string): string {
    return `post-${id}`;
  }

  replies(): StoredReply[] {
    return [...this.byKey.values()].flatMap((id) => {
      const post = this.notices.get(id)?.post;
      if (!post || post.deletedAt !== null) return [];
      const { text, visibility, inReplyToId, media } = post;
      return [
        { externalId: id, text, visibility, inReplyTo: inReplyToId ?? '', alts: media.map(({ alt }) => alt) },
      ];
    });
  }

  isSend(request: FakeRequest): boolean {
    return request.method === 'POST';
  }

  isRead(request: FakeRequest): boolean {
    return request.url.pathname.endsWith('/notices');
  }

  private page({ url }: FakeRequest): FakeAnswer {
    const since = Number(url.searchParams.get('since'));
    const limit = Number(url.searchParams.get('limit'));
    const all = [...this.notices.values()]
      .filter((one) => one.change > since)
      .sort((a, b) => a.change - b.change);
    const items = all.slice(0, limit);
    return { body: { items, cursor: items.at(-1)?.change ?? since, hasMore: all.length > limit } };
  }

  private take(request: FakeRequest): FakeAnswer {
    const key = request.headers['idempotency-key'] ?? '';
    const known = this.byKey.get(key);
    if (known) return this.found(known);
    const given = request.json() as CreatePlaygroundReply;
    const parent = this.notices.get(given.inReplyToId);
    if (!parent) return refused(422, 'parent-gone');
    const id = `reply-${this.byKey.size + 1}`;
    const post: PlaygroundPost = {
      ...parent.post,
      id,
      author: ACCOUNTS.us,
      text: given.text,
      visibility: given.visibility,
      inReplyToId: given.inReplyToId,
      media: given.media,
      agent: given.agent,
      checkUrl: given.checkUrl,
    };
    this.byKey.set(key, id);
    this.put({ ...parent, post, answersBrand: false, mentionsBrand: false });
    return { ...this.found(id), status: 201 };
  }

  private edit(id: string, { text }: { text: string }): FakeAnswer {
    const notice = this.notices.get(id);
    if (!notice || notice.post.deletedAt !== null) return refused(404, 'not-found');
    this.put({ ...notice, post: { ...notice.post, text, editedAt: NOW.toISOString() } });
    return this.found(id);
  }

  private remove(id: string): FakeAnswer {
    const notice = this.notices.get(id);
    if (!notice || notice.post.deletedAt !== null) return refused(404, 'not-found');
    this.put({ ...notice, post: { ...notice.post, deletedAt: NOW.toISOString() } });
    return { status: 204 };
  }

  private found(id: string | undefined): FakeAnswer {
    const notice = this.notices.get(id ?? '');
    if (!notice) return refused(404, 'not-found');
    return { body: { post: notice.post, permalink: notice.permalink } };
  }

  private put(notice: PlaygroundNotice): void {
    this.change += 1;
    this.notices.set(notice.post.id, { ...notice, change: this.change });
  }

  private toNotice(sample: SamplePost): PlaygroundNotice {
    const author = ACCOUNTS[sample.author];
    const isPrivate = sample.visibility === 'private';
    const post: PlaygroundPost = {
      id: this.externalId(sample.id),
      author,
      text: sample.text,
      visibility: sample.visibility,
      inReplyToId: sample.inReplyTo ? this.externalId(sample.inReplyTo) : null,
      rootId: isPrivate ? `exchange-${author.id}` : this.externalId(sample.root),
      media: sample.media,
      agent: null,
      checkUrl: null,
      createdAt: sample.postedAt.toISOString(),
      editedAt: sample.editedAt?.toISOString() ?? null,
      deletedAt: sample.deleted ? NOW.toISOString() : null,
    };
    return {
      change: 0,
      post,
      permalink: `${ADDRESS}/playground#post-${post.id}`,
      mentionsBrand: !author.isBrand,
      answersBrand: false,
      rootIsBrand: false,
      branchId: post.id,
      counterpartId: isPrivate ? author.id : null,
    };
  }
}

function signed(token: string, items: PlaygroundNotice[]): HookRequest {
  const rawBody = Buffer.from(JSON.stringify({ items }));
  const headers = { 'x-playground-signature': `sha256=${signSha256Hex(token, rawBody)}` };
  return { method: 'POST', headers, query: {}, rawBody };
}

function refused(status: number, code: string, message = `Refused: ${code}`): FakeAnswer {
  return { status, body: { error: { code, message, details: {} } } };
}

describeConnector({
  module: connectorModule,
  settings: { address: `${ADDRESS}/`, token: TOKEN },
  now: NOW,
  network: () => new FakePlayground(),
  changes: { edits: 'arrive', deletions: 'arrive' },
  echoes: true,
  sendsOncePerKey: true,
  brokenSend: 'unknown',
  errors: [
    { name: 'a wrong token', during: 'read', answer: refused(401, 'unauthenticated'), kind: 'auth' },
    { name: 'a wrong token', during: 'send', answer: refused(401, 'unauthenticated'), kind: 'auth' },
    { name: '403', during: 'send', answer: { status: 403 }, kind: 'permission' },
    {
      name: 'too many posts',
      during: 'send',
      answer: { ...refused(429, 'too-many-requests'), headers: { 'Retry-After': '60' } },
      kind: 'rateLimited',
      retryAfter: new Date('2026-11-20T12:01:00.000Z'),
    },
    { name: 'a deleted parent', during: 'send', answer: refused(422, 'parent-gone'), kind: 'gone' },
    {
      name: 'a window that has closed',
      during: 'send',
      answer: refused(422, 'window-closed'),
      kind: 'windowClosed',
    },
    { name: 'too long a text', during: 'send', answer: refused(422, 'too-long'), kind: 'tooLong' },
    {
      name: 'a wider visibility',
      during: 'send',
      answer: refused(422, 'visibility-wider'),
      kind: 'rejected',
    },
    { name: '503', during: 'read', answer: refused(503, 'unavailable'), kind: 'transient' },
    {
      name: '500 as HTML',
      during: 'send',
      answer: { status: 500, body: '<h1>Oops</h1>' },
      kind: 'transient',
    },
    { name: 'no playground there', during: 'read', answer: { status: 404, body: 'Not found' }, kind: 'gone' },
    { name: 'something else than JSON', during: 'read', answer: { body: '<html>' }, kind: 'transient' },
    {
      name: 'an answer nobody can read',
      during: 'send',
      answer: { status: 201, body: '<html>' },
      kind: 'unknown',
    },
    {
      name: 'a sentence without end',
      during: 'send',
      answer: refused(400, 'malformed', 'x'.repeat(5_000)),
      kind: 'rejected',
    },
  ],
  neverAnswers: {
    duplicate: 'a known key is answered like the first time',
  },
});
