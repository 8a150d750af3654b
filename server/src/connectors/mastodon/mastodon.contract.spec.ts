import { readFileSync } from 'node:fs';
import { FakeHttp, type FakeAnswer, type FakeRequest } from '../../../test/fakes/fake-http.ts';
import { FakeMastodon, MASTODON_TOKEN, MASTODON_URL } from '../../../test/fakes/fake-mastodon.ts';
import type { FakeAccount, FakeStatus } from '../../../test/fakes/mastodon/store.ts';
import {
  GOTOSOCIAL,
  MASTODON,
  type MastodonSwitches,
  PLEROMA,
  SMALL_SERVER,
} from '../../../test/fakes/mastodon/switches.ts';
import { describeConnector } from '../testing/connector-contract.ts';
import type {
  ContractNetwork,
  ErrorFixture,
  SamplePost,
  StoredReply,
} from '../testing/connector-fixtures.ts';
import { connectorModule } from './index.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const error401 = fixture('error-401');
const error403 = fixture('error-403-scope');
const error422 = fixture('error-422-too-long');
const error429 = fixture('error-429');

const NOW = new Date('2026-11-20T12:00:00.000Z');

/** A server with three people on it, told what they do in the words of the contract suite. */
class MastodonNetwork implements ContractNetwork {
  readonly http = new FakeHttp();
  private readonly mastodon: FakeMastodon;
  private readonly people: Record<SamplePost['author'], FakeAccount>;
  private readonly ids = new Map<string, string>();

  constructor(switches: MastodonSwitches) {
    this.mastodon = new FakeMastodon(switches, () => NOW).onto(this.http);
    this.people = {
      customer: this.mastodon.person('ines', 'norden.example', 'Inés Robledo'),
      bystander: this.mastodon.person('oliver', null, 'Oliver Thiele'),
      us: this.mastodon.us,
    };
  }

  publish(posts: SamplePost[]): void {
    for (const sample of posts) {
      const id = this.externalId(sample.id);
      const known = this.mastodon.store.statuses.get(id);
      if (!known) this.write(id, sample);
      else if (sample.deleted) this.mastodon.delete(known);
      else if (sample.editedAt) this.mastodon.edit(known, sample.text, sample.editedAt);
    }
  }

  externalId(id: string): string {
    const known = this.ids.get(id) ?? this.mastodon.store.nextId();
    this.ids.set(id, known);
    return known;
  }

  replies(): StoredReply[] {
    return this.mastodon.ours().map((status) => ({
      externalId: status.id,
      text: status.text,
      visibility: visibilityOf(status),
      inReplyTo: status.inReplyTo ?? '',
      alts: status.media.map(({ alt }) => alt),
    }));
  }

  isSend({ method, url }: FakeRequest): boolean {
    return method === 'POST' && url.pathname === '/api/v1/statuses';
  }

  isRead({ url }: FakeRequest): boolean {
    return url.pathname === '/api/v1/notifications';
  }

  private write(id: string, sample: SamplePost): void {
    this.mastodon.post(this.people[sample.author], {
      id,
      text: sample.text,
      visibility: sample.visibility === 'private' ? 'direct' : 'public',
      mentions: [this.mastodon.us],
      media: sample.media,
      at: sample.postedAt,
      ...(sample.inReplyTo === undefined ? {} : { inReplyTo: this.externalId(sample.inReplyTo) }),
    });
  }
}

function visibilityOf({ visibility }: FakeStatus): 'public' | 'private' {
  return visibility === 'public' || visibility === 'unlisted' ? 'public' : 'private';
}

const html = (status: number): FakeAnswer => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: `<!DOCTYPE html><html><body><h1>${status}</h1></body></html>`,
});

const errors: ErrorFixture[] = [
  { name: 'a revoked token', during: 'read', answer: { status: 401, body: error401 }, kind: 'auth' },
  { name: 'a revoked token', during: 'send', answer: { status: 401, body: error401 }, kind: 'auth' },
  { name: 'a missing scope', during: 'read', answer: { status: 403, body: error403 }, kind: 'permission' },
  { name: 'a missing scope', during: 'send', answer: { status: 403, body: error403 }, kind: 'permission' },
  {
    name: 'too many requests',
    during: 'read',
    answer: { status: 429, headers: { 'X-RateLimit-Reset': '2026-11-20T12:04:30.000000Z' }, body: error429 },
    kind: 'rateLimited',
    retryAfter: new Date('2026-11-20T12:04:30.000Z'),
  },
  {
    name: 'too many posts, said in HTML',
    during: 'send',
    answer: { ...html(429), headers: { 'Retry-After': '90' } },
    kind: 'rateLimited',
    retryAfter: new Date('2026-11-20T12:01:30.000Z'),
  },
  {
    name: 'a deleted parent',
    during: 'send',
    answer: { status: 404, body: { error: 'Record not found' } },
    kind: 'gone',
  },
  { name: 'too long a text', during: 'send', answer: { status: 422, body: error422 }, kind: 'tooLong' },
  {
    name: 'anything else that is not valid',
    during: 'send',
    answer: { status: 422, body: { error: "Validation failed: Text can't be blank" } },
    kind: 'rejected',
  },
  { name: '502 as HTML', during: 'read', answer: html(502), kind: 'transient' },
  { name: '502 as HTML', during: 'send', answer: html(502), kind: 'unknown' },
  {
    name: 'slowed down by GoToSocial',
    during: 'send',
    answer: { status: 503, headers: { 'Retry-After': '30' }, body: { error: 'Service Unavailable' } },
    kind: 'transient',
    retryAfter: new Date('2026-11-20T12:00:30.000Z'),
  },
  { name: 'a page instead of JSON', during: 'read', answer: html(200), kind: 'transient' },
  { name: 'an object instead of a list', during: 'read', answer: { body: {} }, kind: 'transient' },
  { name: 'an answer nobody can read', during: 'send', answer: html(200), kind: 'unknown' },
  { name: 'an answer without an id', during: 'send', answer: { body: {} }, kind: 'unknown' },
  {
    name: 'a redirect',
    during: 'send',
    answer: { status: 301, headers: { Location: 'https://new.example/api/v1/statuses' } },
    kind: 'rejected',
  },
  {
    name: 'a sentence without end that repeats the token',
    during: 'send',
    answer: { status: 400, body: { error: `${MASTODON_TOKEN} ${'x'.repeat(5_000)}` } },
    kind: 'rejected',
  },
];

function describeServer(switches: MastodonSwitches): void {
  describeConnector({
    module: connectorModule,
    settings: { instanceUrl: `${MASTODON_URL}/`, accessToken: MASTODON_TOKEN },
    now: NOW,
    network: () => new MastodonNetwork(switches),
    changes: { edits: 'sweep', deletions: 'sweep' },
    echoes: false,
    sendsOncePerKey: switches.idempotencyKey === 'honoured',
    brokenSend: 'unknown',
    errors,
    neverAnswers: {
      duplicate: 'a known key is answered like the first time',
      windowClosed: 'answering has no deadline here',
    },
  });
}

// Everything that the suite asks holds on every kind of server; editing, where there is none, has a spec of its own.
describeServer(MASTODON);
describeServer(PLEROMA);
describeServer(GOTOSOCIAL);
describeServer({ ...SMALL_SERVER, editing: true });
