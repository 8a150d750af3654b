import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  ContractNetwork,
  SamplePost,
  StoredReply,
} from '../../src/connectors/testing/connector-fixtures.ts';
import type { RawActor, RawPostView, RawThread } from '../../src/connectors/bluesky/bluesky.types.ts';
import { FakeHttp, type FakeAnswer, type FakeHandler, type FakeRequest } from './fake-http.ts';

const SERVICE = 'https://pds.example';
const POSTS = 'app.bsky.feed.post';
export const BLUESKY_NOW = new Date('2026-11-20T12:00:00.000Z');
export const BLUESKY_SETTINGS = {
  service: SERVICE,
  identifier: '@brueckenfunk.test',
  appPassword: 'abcd-efgh-ijkl-mnop',
};
const LIFETIME_S = 300;

const actor = (name: string, displayName: string): RawActor => ({
  did: `did:plc:${name.padEnd(24, '2')}`,
  handle: `${name}.test`,
  displayName,
  avatar: `https://cdn.example/avatar/${name}@jpeg`,
});
export const BLUESKY_ACTORS = {
  customer: actor('svenja', 'Svenja Albers'),
  bystander: actor('ole', ''),
  us: actor('brueckenfunk', 'Brückenfunk hilft'),
};

/** A post that need not mention us, other than those of the contract suite. */
export interface BlueskySample extends SamplePost {
  mentionsUs?: boolean;
}

export interface FakeRecord {
  $type: string;
  text: string;
  createdAt: string;
  [field: string]: unknown;
}

/**
 * A data server with the network behind it, in memory. It answers as the real one did (`npm run test:peers` holds the
 * connector to that): an expired token is a 400, a repeated record is a 200 with the same cid, another one under the same
 * key is `InvalidSwap`, a deleted post is missing without a word, and notifications page backwards by the time that the
 * author claims.
 */
export class FakeBluesky implements ContractNetwork {
  readonly http = new FakeHttp();
  readonly logins: unknown[] = [];
  private readonly stored = new Map<string, RawPostView>();
  private readonly uris = new Map<string, string>();
  private generation = 0;
  private refreshable = true;

  constructor() {
    this.open('GET', 'com.atproto.server.describeServer', { body: { did: 'did:web:pds.example' } })
      .open('POST', 'com.atproto.server.createSession', (request) => this.logIn(request))
      .open('POST', 'com.atproto.server.refreshSession', (request) => this.refresh(request))
      .guarded('GET', 'app.bsky.notification.listNotifications', ({ url }) => this.notifications(url))
      .guarded('GET', 'app.bsky.feed.getAuthorFeed', ({ url }) => this.feed(url))
      .guarded('GET', 'app.bsky.feed.getPosts', ({ url }) => this.posts(url))
      .guarded('GET', 'app.bsky.feed.getPostThread', ({ url }) =>
        answered({ thread: this.thread(url.searchParams.get('uri') ?? '') }),
      )
      .guarded('GET', 'app.bsky.actor.getProfile', { body: BLUESKY_ACTORS.us })
      .guarded('GET', 'com.atproto.identity.resolveHandle', ({ url }) => resolved(url))
      .guarded('GET', 'com.atproto.repo.getRecord', ({ url }) => this.record(url))
      .guarded('POST', 'com.atproto.repo.putRecord', (request) => this.put(request))
      .guarded('POST', 'com.atproto.repo.deleteRecord', (request) => this.remove(request))
      .guarded('POST', 'com.atproto.repo.uploadBlob', ({ body, headers }) => ({
        body: { blob: blobOf(body, headers['content-type'] ?? '') },
      }));
  }

  publish(samples: BlueskySample[]): void {
    for (const sample of samples) {
      const { did } = BLUESKY_ACTORS[sample.author];
      this.uris.set(sample.id, `at://${did}/${POSTS}/${sample.id}`);
      const uri = this.externalId(sample.id);
      if (sample.deleted) this.stored.delete(uri);
      else this.write(uri, this.recordOf(sample), viewOf(sample));
    }
  }

  /** Puts a record there as it is, by whoever owns the address. */
  write(uri: string, record: FakeRecord, embed?: unknown): void {
    const author = Object.values(BLUESKY_ACTORS).find(({ did }) => uri.includes(did));
    if (author === undefined) throw new Error(`Nobody owns ${uri}`);
    this.stored.set(uri, {
      uri,
      cid: cidOf(record),
      author,
      record,
      indexedAt: record.createdAt < BLUESKY_NOW.toISOString() ? record.createdAt : BLUESKY_NOW.toISOString(),
      ...(embed === undefined ? {} : { embed }),
    });
  }

  /** Alters how the network shows a post, for instance who may answer it. */
  show(uri: string, change: Partial<RawPostView>): void {
    const post = this.stored.get(uri);
    if (post === undefined) throw new Error(`There is no ${uri}`);
    this.stored.set(uri, { ...post, ...change });
  }

  externalId(id: string): string {
    return this.uris.get(id) ?? `at://${BLUESKY_ACTORS.customer.did}/${POSTS}/${id}`;
  }

  replies(): StoredReply[] {
    return this.ours().map(({ uri, record }) => {
      const { text, reply, embed } = record as FakeRecord & {
        reply: { parent: { uri: string } };
        embed?: { images: { alt: string }[] };
      };
      const alts = embed?.images.map(({ alt }) => alt) ?? [];
      return { externalId: uri, text, visibility: 'public', inReplyTo: reply.parent.uri, alts };
    });
  }

  isSend({ url }: FakeRequest): boolean {
    return url.pathname.endsWith('com.atproto.repo.putRecord');
  }

  isRead({ url }: FakeRequest): boolean {
    return url.pathname.endsWith('app.bsky.notification.listNotifications');
  }

  /** Ends the life of every access token, and of the refresh token as well where `all` is said. */
  expire(what: 'access' | 'all'): void {
    this.generation += 1;
    this.refreshable = what === 'access';
  }

  /** How often a procedure was called. */
  calls(nsid: string): number {
    return this.http.requests.filter(({ url }) => url.pathname.endsWith(nsid)).length;
  }

  private open(method: string, nsid: string, handler: FakeHandler): this {
    this.http.on(method, `${SERVICE}/xrpc/${nsid}`, handler);
    return this;
  }

  private guarded(method: string, nsid: string, handler: FakeHandler): this {
    return this.open(method, nsid, (request) => {
      const { authorization } = request.headers;
      if (authorization === undefined) return refusal(401, 'AuthMissing', 'Authentication Required');
      if (authorization !== `Bearer access-${this.generation}`)
        return refusal(400, 'ExpiredToken', 'Token has expired');
      return typeof handler === 'function' ? handler(request) : handler;
    });
  }

  private logIn(request: FakeRequest): FakeAnswer {
    const { identifier, password } = request.json() as { identifier: string; password: string };
    this.logins.push(identifier);
    if (identifier !== 'brueckenfunk.test' || password !== BLUESKY_SETTINGS.appPassword)
      return refusal(401, 'AuthenticationRequired', 'Invalid identifier or password');
    this.refreshable = true;
    return this.session();
  }

  private refresh({ headers }: FakeRequest): FakeAnswer {
    const isKnown = /^Bearer refresh-\d+$/.test(headers['authorization'] ?? '');
    if (!isKnown || !this.refreshable) return refusal(400, 'ExpiredToken', 'Token has been revoked');
    return this.session();
  }

  private session(): FakeAnswer {
    this.generation += 1;
    const { did, handle } = BLUESKY_ACTORS.us;
    const tokens = { accessJwt: `access-${this.generation}`, refreshJwt: `refresh-${this.generation}` };
    return { body: { did, handle, ...tokens, active: true } };
  }

  private notifications(url: URL): FakeAnswer {
    const reasons = new Set(url.searchParams.getAll('reasons'));
    const all = [...this.stored.values()]
      .map((post) => ({ ...post, reason: reasonOf(post) }))
      .filter(({ author, reason }) => author !== BLUESKY_ACTORS.us && reason !== null && reasons.has(reason))
      // A notification names pictures by their hash only.
      .map(({ embed: _embed, ...notification }) => notification);
    const { items, cursor } = pageOf(all, url);
    return answered({ notifications: items, ...(cursor === undefined ? {} : { cursor }) });
  }

  private feed(url: URL): FakeAnswer {
    const { items, cursor } = pageOf(this.ours(), url);
    return answered({ feed: items.map((post) => ({ post })), ...(cursor === undefined ? {} : { cursor }) });
  }

  private posts(url: URL): FakeAnswer {
    const uris = url.searchParams.getAll('uris');
    if (uris.length > 25) return refusal(400, 'InvalidRequest', 'array too big (maximum 25)');
    const found = uris.flatMap((uri) => this.stored.get(uri) ?? []);
    return answered({
      posts: found.map((post) => ({ ...post, replyCount: this.answersTo(post.uri).length })),
    });
  }

  private thread(uri: string): RawThread {
    const post = this.stored.get(uri);
    return post === undefined
      ? {}
      : { post, replies: this.answersTo(uri).map((one) => this.thread(one.uri)) };
  }

  private answersTo(uri: string): RawPostView[] {
    return [...this.stored.values()].filter(({ record }) => {
      const { reply } = record as { reply?: { parent: { uri: string } } };
      return reply?.parent.uri === uri;
    });
  }

  private record({ searchParams }: URL): FakeAnswer {
    const uri = `at://${searchParams.get('repo')}/${searchParams.get('collection')}/${searchParams.get('rkey')}`;
    const found = this.stored.get(uri);
    if (found === undefined) return refusal(400, 'RecordNotFound', `Could not locate record: ${uri}`);
    return answered({ uri, cid: found.cid, value: found.record });
  }

  private put(request: FakeRequest): FakeAnswer {
    const { repo, collection, rkey, record, swapRecord } = request.json() as Record<string, unknown> & {
      record: FakeRecord;
    };
    const graphemes = [...new Intl.Segmenter().segment(record.text)].length;
    const invalid = `Invalid ${POSTS} record: grapheme too big (maximum 300, got ${graphemes}) at $.record.text`;
    if (graphemes > 300) return refusal(400, 'InvalidRequest', invalid);
    const uri = `at://${String(repo)}/${String(collection)}/${String(rkey)}`;
    const before = this.stored.get(uri);
    if (before !== undefined && swapRecord === null && !isDeepStrictEqual(before.record, record))
      return refusal(400, 'InvalidSwap', `Record was at ${before.cid}`);
    this.write(uri, record);
    return answered({ uri, cid: cidOf(record), validationStatus: 'valid' });
  }

  private remove(request: FakeRequest): FakeAnswer {
    const { repo, collection, rkey } = request.json() as Record<string, string>;
    this.stored.delete(`at://${repo}/${collection}/${rkey}`);
    return answered({});
  }

  private ours(): RawPostView[] {
    return [...this.stored.values()].filter(({ author }) => author === BLUESKY_ACTORS.us);
  }

  private recordOf(sample: BlueskySample): FakeRecord {
    const ref = (id: string) => ({ uri: this.externalId(id), cid: this.cidAt(id) });
    const reply = sample.inReplyTo && { root: ref(sample.root), parent: ref(sample.inReplyTo) };
    return {
      $type: POSTS,
      text: sample.text,
      createdAt: sample.postedAt.toISOString(),
      langs: ['de'],
      ...(sample.author === 'us' || sample.mentionsUs === false
        ? {}
        : { facets: [mentionOf(BLUESKY_ACTORS.us.did, sample.text)] }),
      ...(reply ? { reply } : {}),
      ...(sample.media.length > 0 ? { embed: embedOf(sample) } : {}),
    };
  }

  private cidAt(id: string): string {
    return this.stored.get(this.externalId(id))?.cid ?? cidOf(id);
  }
}

export function refusal(status: number, error: string, message: string, headers = {}): FakeAnswer {
  return { status, headers, body: { error, message } };
}

/** The network sends its budget with every answer. */
function answered(body: unknown): FakeAnswer {
  const reset = Math.floor(BLUESKY_NOW.getTime() / 1000) + LIFETIME_S;
  return {
    body,
    headers: {
      'RateLimit-Limit': '3000',
      'RateLimit-Remaining': '2990',
      'RateLimit-Reset': String(reset),
      'RateLimit-Policy': '3000;w=300',
    },
  };
}

function resolved(url: URL): FakeAnswer {
  const handle = url.searchParams.get('handle');
  const found = Object.values(BLUESKY_ACTORS).find((one) => one.handle === handle);
  return found ? answered({ did: found.did }) : refusal(400, 'HandleNotFound', 'Unable to resolve handle');
}

function reasonOf({ record }: RawPostView): string | null {
  const { facets, reply } = record as { facets?: unknown; reply?: { parent: { uri: string } } };
  if (JSON.stringify(facets ?? []).includes(BLUESKY_ACTORS.us.did)) return 'mention';
  return reply?.parent.uri.includes(BLUESKY_ACTORS.us.did) ? 'reply' : null;
}

function pageOf<T extends RawPostView>(posts: T[], { searchParams }: URL): { items: T[]; cursor?: string } {
  const keyOf = ({ indexedAt, cid }: RawPostView) => `${indexedAt}::${cid}`;
  const before = searchParams.get('cursor');
  const rest = posts
    .filter((post) => before === null || keyOf(post) < before)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1));
  const items = rest.slice(0, Number(searchParams.get('limit')));
  const last = items.at(-1);
  return { items, ...(last === undefined || rest.length === items.length ? {} : { cursor: keyOf(last) }) };
}

function mentionOf(did: string, text: string) {
  return {
    index: { byteStart: 0, byteEnd: Buffer.byteLength(text) },
    features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
  };
}

function embedOf({ media }: SamplePost) {
  const images = media.map(({ alt, mimeType, url }) => ({ alt, image: blobOf(Buffer.from(url), mimeType) }));
  return { $type: 'app.bsky.embed.images', images };
}

function viewOf({ media }: SamplePost): unknown {
  if (media.length === 0) return undefined;
  const images = media.map(({ url, alt }) => ({ thumb: `${url}?thumb`, fullsize: url, alt }));
  return { $type: 'app.bsky.embed.images#view', images };
}

function blobOf(data: Buffer, mimeType: string) {
  return { $type: 'blob', ref: { $link: cidOf(data.toString('base64')) }, mimeType, size: data.length };
}

function cidOf(content: unknown): string {
  return `bafyrei${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 52)}`;
}
