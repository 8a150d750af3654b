import type { FakeAnswer, FakeHttp, FakeRequest } from './fake-http.ts';
import { notificationJson, statusJson } from './mastodon/entities.ts';
import { EventFeed } from './mastodon/feed.ts';
import { mentionedIn } from './mastodon/html.ts';
import { type FakeRoute, refusal, routesOf } from './mastodon/routes.ts';
import {
  DOMAIN,
  type FakeAccount,
  type FakeMedium,
  type FakeStatus,
  MastodonStore,
} from './mastodon/store.ts';
import { MASTODON, type MastodonSwitches } from './mastodon/switches.ts';

export const MASTODON_URL = `https://${DOMAIN}`;
export const MASTODON_TOKEN = 'token-of-the-brand';

export interface PostGiven {
  /** Made before the post where answers come first. */
  id?: string;
  text: string;
  html?: string;
  visibility?: string;
  spoiler?: string;
  language?: string;
  inReplyTo?: string;
  /** People mentioned besides those whom the text names; `text` of another server need not show them. */
  mentions?: FakeAccount[];
  media?: Pick<FakeMedium, 'url' | 'alt' | 'mimeType'>[];
  at?: Date;
  /** What we are told about it; a mention when it mentions us. */
  notification?: 'mention' | 'quote' | null;
}

/**
 * A stateful double of a server that speaks the Mastodon API, with a switch for each way in which such servers differ.
 * It answers over `FakeHttp` (`onto`) or over real HTTP (`fake-mastodon-server.ts`).
 */
export class FakeMastodon {
  readonly store: MastodonStore;
  readonly feed = new EventFeed();
  /** Every exchange so far. */
  readonly exchanges: { request: FakeRequest; answer: FakeAnswer }[] = [];
  private readonly routes: FakeRoute[];
  private disturbed: { matches: (request: FakeRequest) => boolean; answer: FakeAnswer } | null = null;
  private remaining = 300;

  constructor(
    switches: Partial<MastodonSwitches> = {},
    now: () => Date = () => new Date('2026-11-20T12:00:00.000Z'),
  ) {
    this.store = new MastodonStore({ ...MASTODON, ...switches }, now);
    this.routes = routesOf(this.store, this.feed);
  }

  get us(): FakeAccount {
    return this.store.us;
  }

  person(username: string, host: string | null = null, displayName = username): FakeAccount {
    return this.store.account(username, host, displayName);
  }

  /** Somebody writes; who mentions us is notified to us. */
  post(by: FakeAccount, given: PostGiven): FakeStatus {
    const { store } = this;
    const status: FakeStatus = {
      id: given.id ?? store.nextId(),
      by,
      text: given.text,
      html: given.html ?? null,
      spoiler: given.spoiler ?? '',
      visibility: given.visibility ?? 'public',
      language: given.language ?? 'de',
      inReplyTo: given.inReplyTo ?? null,
      mentions: [...new Set([...mentionedIn(given.text, store.accounts), ...(given.mentions ?? [])])],
      media: (given.media ?? []).map((medium) => ({ ...medium, id: store.nextId(), looksLeft: 0 })),
      at: given.at ?? store.now(),
      editedAt: null,
      isDeleted: false,
    };
    store.statuses.set(status.id, status);
    const type = given.notification === undefined ? 'mention' : given.notification;
    const isTold = type === 'quote' || status.mentions.includes(store.us);
    if (type !== null && isTold && by !== store.us) {
      const notification = store.notify(type, status);
      this.feed.tell('notification', JSON.stringify(notificationJson(store, notification)));
    }
    return status;
  }

  edit(status: FakeStatus, text: string, at: Date = this.store.now()): void {
    status.text = text;
    status.html = null;
    status.editedAt = at;
    this.feed.tell('status.update', JSON.stringify(statusJson(this.store, status)));
  }

  delete(status: FakeStatus): void {
    this.store.remove(status);
    this.feed.tell('delete', status.id);
  }

  /** What we have posted through the API and not deleted, oldest first. */
  ours(): FakeStatus[] {
    return [...this.store.statuses.values()].filter((status) => status.by === this.us && !status.isDeleted);
  }

  /** Gives this answer to matching requests until `heal`. */
  disturb(matches: (request: FakeRequest) => boolean, answer: FakeAnswer): void {
    this.disturbed = { matches, answer };
  }

  heal(): void {
    this.disturbed = null;
  }

  /** Lets a `FakeHttp` answer for this server, at `MASTODON_URL`. */
  onto(http: FakeHttp): this {
    for (const { method, path } of this.routes)
      http.on(method, `${MASTODON_URL}${path}`, (request) => this.answer(request));
    for (const path of [
      '/api/v2/instance',
      '/api/v1/apps/verify_credentials',
      '/api/v2/notifications/policy',
    ])
      if (!this.routes.some((route) => route.path === path))
        http.on('GET', `${MASTODON_URL}${path}`, (request) => this.answer(request));
    return this;
  }

  /** One request; its `params` are found here. */
  async answer(request: FakeRequest): Promise<FakeAnswer> {
    const answer = this.inItsManner(request, await this.plainAnswer(request));
    this.exchanges.push({ request, answer });
    return answer;
  }

  private async plainAnswer(request: FakeRequest): Promise<FakeAnswer> {
    if (this.disturbed?.matches(request)) return this.disturbed.answer;
    const isOpen = request.url.pathname.endsWith('/instance');
    if (!isOpen && request.headers.authorization !== `Bearer ${MASTODON_TOKEN}`)
      return refusal(401, 'The access token is invalid');
    for (const route of this.routes) {
      const params = paramsOf(route, request);
      if (params === null) continue;
      request.params = params;
      return route.handle(request);
    }
    return refusal(404, 'Not Found');
  }

  private inItsManner(request: FakeRequest, answer: FakeAnswer): FakeAnswer {
    const { status = 200 } = answer;
    this.remaining = Math.max(1, this.remaining - 1);
    const budget = {
      'X-RateLimit-Limit': '300',
      'X-RateLimit-Remaining': String(this.remaining),
      'X-RateLimit-Reset': new Date(this.store.now().getTime() + 300_000).toISOString(),
    };
    const headers = { ...budget, ...answer.headers };
    const wantsJson = (request.headers.accept ?? '').includes('application/json');
    if (status < 400 || wantsJson || this.store.switches.errors === 'json') return { ...answer, headers };
    return { status, headers: { ...headers, 'Content-Type': 'text/html' }, body: `<h1>Error ${status}</h1>` };
  }
}

function paramsOf(route: FakeRoute, { method, url }: FakeRequest): Record<string, string> | null {
  const [expected, given] = [route.path.split('/'), url.pathname.split('/')];
  if (route.method !== method || expected.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, segment] of expected.entries()) {
    if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(given[at] ?? '');
    else if (segment !== given[at]) return null;
  }
  return params;
}
