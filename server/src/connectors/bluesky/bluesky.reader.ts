import { ConnectorError } from '../connector-error.ts';
import type { Cursor, NormalizedPost, PollResult } from '../connector.ts';
import type { BlueskyClient } from './bluesky.client.ts';
import { afterLook, fingerprint, type Look, nextLook, readCursor, timeOf } from './bluesky.cursor.ts';
import { holdsMedia } from './bluesky.embeds.ts';
import { deletedPost, normalizePost } from './bluesky.normalize.ts';
import type { RawPost, RawPostView, RawThread } from './bluesky.types.ts';
import { postUri } from './bluesky.uri.ts';

const PAGES_PER_POLL = 5;
const OWN_PAGES_PER_POLL = 2;
const MOST_VERSIONS = 5_000;
/** How long people go on below a post of their own, as in "1/2" and "2/2". */
const CONTINUED_WITHIN_MS = 86_400_000;

/** Reads what concerns us: mentions, answers and quotes, and what our own account posted elsewhere. */
export class BlueskyReader {
  private readonly client: BlueskyClient;
  private readonly now: () => Date;
  /** The version in which we saw each post last. Nobody tells when a post is changed, but then its cid is another. */
  private readonly versions = new Map<string, { cid: string; changedAt: Date | undefined }>();
  /** How many answers each post had when everything that its author added below it was stored. */
  private readonly replyCounts = new Map<string, number>();
  /** What we were asked to read again, and is stored therefore. */
  private readonly held = new Map<string, true>();

  constructor(client: BlueskyClient, now: () => Date) {
    this.client = client;
    this.now = now;
  }

  async poll(cursor: Cursor | null, since: Date): Promise<PollResult> {
    const { did } = await this.client.whoAmI();
    const before = readCursor(cursor, since);
    const look = nextLook(before, since, this.now());
    const { found: notifications, rest } = await this.lookBack(look);
    // A long way down is about notifications only; what is our own was read when it began.
    const own = look.cursor === null ? await this.ownAnswers(did, look.floor) : [];
    const seen = new Set(before.seen);
    const fresh = distinct([...own, ...notifications]).filter((post) => !seen.has(fingerprint(post)));
    const after = afterLook(before, look, { notifications, own }, { rest, now: this.now() });
    return {
      posts: this.normalized(await this.withViews(fresh), did).sort(byTime),
      cursor: { ...after },
      hasMore: rest !== null,
      ...(this.client.budget === undefined ? {} : { budget: this.client.budget }),
    };
  }

  /**
   * Answers for those that are gone or changed, and with what their authors added below them. Changes are told every
   * time, with the same instant, and additions until they are asked for: what could not be stored comes again.
   */
  async sweep(externalIds: string[]): Promise<NormalizedPost[]> {
    const { did } = await this.client.whoAmI();
    const uris = externalIds.filter((id) => postUri(id) !== null);
    for (const uri of uris) remember(this.held, uri, true);
    const found = await this.client.posts(uris);
    const changed = found.filter((post) => this.changedAt(post) !== undefined);
    const more = distinct([...changed, ...(await this.continuations(found, did))]);
    const present = new Set(found.map(({ uri }) => uri));
    const gone: NormalizedPost[] = [];
    for (const uri of uris)
      if (!present.has(uri) && (await this.isGone(uri))) gone.push(deletedPost(uri, did));
    return [...this.normalized(await this.withViews(more), did), ...gone];
  }

  /** Whoever goes on below a post of their own tells us nothing of it: it answers no post of ours. */
  private async continuations(posts: readonly RawPostView[], us: string): Promise<RawPostView[]> {
    const found: RawPostView[] = [];
    const since = this.now().getTime() - CONTINUED_WITHIN_MS;
    for (const { uri, author, indexedAt, replyCount = 0 } of posts) {
      if (author.did === us || replyCount === (this.replyCounts.get(uri) ?? 0)) continue;
      if (timeOf(indexedAt) < since) continue;
      const { replies = [] } = await this.client.thread(uri);
      const added = replies.flatMap((reply) => writtenBy(author.did, reply));
      const missing = added.filter((post) => !this.held.has(post.uri));
      if (missing.length === 0) remember(this.replyCounts, uri, replyCount);
      found.push(...missing);
    }
    return found;
  }

  /**
   * A post that is missing among others may be hidden from us (its author blocks us), not indexed yet, or left out by a
   * server in trouble; it is deleted only when its record is.
   */
  private async isGone(uri: string): Promise<boolean> {
    const post = postUri(uri);
    if (post === null) return false;
    try {
      await this.client.record(post.did, post.rkey);
      return false;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (error.kind === 'gone') return true;
      // One record that the network will not talk about must not keep the others from being read.
      if (error.kind === 'rejected' || error.kind === 'permission') return false;
      throw error;
    }
  }

  /** Pages backwards until the floor; what is left after some pages is for the next poll. */
  private async lookBack(look: Look): Promise<{ found: RawPost[]; rest: Look | null }> {
    const found: RawPost[] = [];
    let cursor = look.cursor ?? undefined;
    for (let page = 0; page < PAGES_PER_POLL; page += 1) {
      const answer = await this.client.notifications(cursor);
      const { notifications } = answer;
      found.push(...notifications.filter((one) => isSince(one, look.floor)));
      const isDone = !notifications.every((one) => isSince(one, look.floor));
      // An empty page may still lead on: the server filters after it has paged.
      if (isDone || !answer.cursor || answer.cursor === cursor) return { found, rest: null };
      cursor = answer.cursor;
    }
    return { found, rest: { cursor: cursor ?? null, floor: look.floor } };
  }

  /** Answers that our account gave, by Visavis or by hand. Posts that answer nobody are not about customers. */
  private async ownAnswers(did: string, floor: string): Promise<RawPostView[]> {
    const found: RawPostView[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < OWN_PAGES_PER_POLL; page += 1) {
      const answer = await this.client.ownPosts(did, cursor);
      const posts = answer.feed.filter((item) => item.reason === undefined).map((item) => item.post);
      found.push(...posts.filter((post) => isSince(post, floor) && isAnswerOf(post, did)));
      cursor = answer.cursor;
      if (!cursor || posts.some((post) => !isSince(post, floor))) break;
    }
    return found;
  }

  /** Notifications name pictures by their hash only; the view of the post has addresses. */
  private async withViews(posts: RawPostView[]): Promise<RawPostView[]> {
    const bare = posts.filter((post) => post.embed === undefined && holdsMedia(post.record));
    const views = new Map((await this.client.posts(bare.map(({ uri }) => uri))).map((one) => [one.uri, one]));
    return posts.map((post) => {
      const view = views.get(post.uri);
      return view === undefined ? post : { ...post, embed: view.embed };
    });
  }

  private normalized(posts: readonly RawPostView[], did: string): NormalizedPost[] {
    return posts.flatMap((raw) => normalizePost(raw, did, this.changedAt(raw)) ?? []);
  }

  /** The network does not say when a post was changed, so it is the moment at which we found it so. */
  private changedAt({ uri, cid }: RawPost): Date | undefined {
    const before = this.versions.get(uri);
    const isChanged = before !== undefined && before.cid !== cid;
    const changedAt = isChanged ? this.now() : before?.changedAt;
    remember(this.versions, uri, { cid, changedAt });
    return changedAt;
  }
}

/** Keeps a bounded number of entries, the oldest go first. */
function remember<V>(entries: Map<string, V>, key: string, value: V): void {
  entries.delete(key);
  entries.set(key, value);
  const [oldest] = entries.keys();
  if (entries.size > MOST_VERSIONS && oldest !== undefined) entries.delete(oldest);
}

/** The unbroken line of posts by one author. */
function writtenBy(did: string, { post, replies = [] }: RawThread): RawPostView[] {
  if (post === undefined || post.author.did !== did) return [];
  return [post, ...replies.flatMap((reply) => writtenBy(did, reply))];
}

/** One post may be told twice, as an answer and as a mention. */
function distinct<T extends RawPost>(posts: readonly T[]): T[] {
  return [...new Map(posts.map((post) => [post.uri, post])).values()];
}

function isSince({ indexedAt }: RawPost, floor: string): boolean {
  return timeOf(indexedAt) >= timeOf(floor);
}

function isAnswerOf({ uri, record }: RawPost, did: string): boolean {
  const { reply } = (typeof record === 'object' && record !== null ? record : {}) as { reply?: unknown };
  return reply !== undefined && postUri(uri)?.did === did;
}

function byTime(a: NormalizedPost, b: NormalizedPost): number {
  return a.postedAt.getTime() - b.postedAt.getTime();
}
