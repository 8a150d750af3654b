import type { Cursor, NormalizedPost, PollResult } from '../connector.ts';
import type { MastodonClient, Page } from './mastodon.client.ts';
import { type NotificationCursor, OVERLAP, readCursor, seen, writeCursor } from './mastodon.cursor.ts';
import type { InstanceFacts } from './mastodon.instance.ts';
import { normalizeStatus } from './mastodon.normalize.ts';
import { notificationOf } from './mastodon.read.ts';
import { MastodonThreads } from './mastodon.threads.ts';
import type { MastodonNotification, MastodonStatus, Viewer } from './mastodon.types.ts';

/** Larger than what any server gives at once. */
const PAGE = '80';
/** Fewer entries than the smallest page of any server: certainly the last page. */
const SURELY_NOT_FULL = 15;

const WANTED = new Set(['mention', 'quote']);

/** Reads the notifications that are somebody speaking to us. */
export class MastodonNotifications {
  private readonly threads: MastodonThreads;
  /** The cursor that was handed out last; a poll that begins elsewhere shows that the batch was lost. */
  private handedOut = '';

  constructor(private readonly client: MastodonClient) {
    this.threads = new MastodonThreads(client);
  }

  async poll(
    cursor: Cursor | null,
    since: Date,
    us: { viewer: Viewer; facts: InstanceFacts },
  ): Promise<PollResult> {
    const state = readCursor(cursor);
    if (JSON.stringify(writeCursor(state)) !== this.handedOut) this.forget();
    const isCatchingUp = state.recent.length === 0 || state.before !== null;
    const step = isCatchingUp ? this.older(state, since, us.facts) : this.newer(state, since, us.facts);
    const { notifications, next, hasMore, budget } = await step;
    const posts = await this.posts(notifications, us.viewer);
    const written = writeCursor(next);
    this.handedOut = JSON.stringify(written);
    return { posts, cursor: written, hasMore, ...(budget && { budget }) };
  }

  /** What was handed out may not have been kept: everything around the next posts is told again. */
  forget(): void {
    this.threads.forget();
  }

  /** What notifications say, with what stands above them in their threads; each post once. */
  async posts(notifications: readonly MastodonNotification[], viewer: Viewer): Promise<NormalizedPost[]> {
    const posts = new Map<string, NormalizedPost>();
    for (const { type, status } of notifications) {
      if (status === null || !WANTED.has(type)) continue;
      for (const post of await this.withThread(status, viewer)) {
        if (post.externalId === status.id || !posts.has(post.externalId)) posts.set(post.externalId, post);
      }
    }
    return [...posts.values()];
  }

  /** The first poll begins with the newest and goes back until `since`, a page at a time. */
  private async older(state: NotificationCursor, since: Date, facts: InstanceFacts): Promise<Step> {
    const page = await this.page(facts, state.before === null ? [] : [['max_id', state.before]]);
    const notifications = page.notifications.filter((one) => one.created_at >= since);
    const before = olderPage(page, state.before);
    const hasMore = before !== null && notifications.length === page.notifications.length;
    const ids = page.notifications.map((one) => one.id);
    const recent = state.recent.length > 0 ? state.recent : seen([], ids);
    return {
      notifications,
      next: { recent, before: hasMore ? before : null, isBehind: false },
      hasMore,
      budget: page.budget,
    };
  }

  /** From then on forwards. */
  private async newer(state: NotificationCursor, since: Date, facts: InstanceFacts): Promise<Step> {
    const known = new Set(state.recent);
    const found = (await this.newest(state, facts)) ?? (await this.following(state, facts));
    const { notifications, budget, size, isComplete } = found;
    const fresh = notifications.filter((one) => !known.has(one.id));
    const recent = seen(
      state.recent,
      fresh.map((one) => one.id),
    );
    const hasMore = !isComplete && fresh.length > 0 && size >= SURELY_NOT_FULL;
    return {
      // What was seen before is read for nothing, unless its author has changed it.
      notifications: notifications.filter(
        (one) => one.created_at >= since && (!known.has(one.id) || one.status?.edited_at),
      ),
      next: { recent, before: null, isBehind: hasMore },
      hasMore,
      budget,
    };
  }

  /**
   * As long as there is nothing to begin the overlap behind, the newest page is read. Null when it does not reach back to
   * what was seen.
   */
  private async newest(state: NotificationCursor, facts: InstanceFacts): Promise<ForwardPage | null> {
    if (state.isBehind || state.recent.length > OVERLAP) return null;
    const page = await this.page(facts, []);
    const reaches = page.notifications.some((one) => state.recent.includes(one.id));
    return reaches || page.size < SURELY_NOT_FULL ? { ...page, isComplete: true } : null;
  }

  /** `min_id` gives the entries that follow immediately, not the newest. */
  private async following(state: NotificationCursor, facts: InstanceFacts): Promise<ForwardPage> {
    const from = (state.isBehind ? state.recent.at(-1) : state.recent[0]) ?? '';
    return { ...(await this.page(facts, [['min_id', from]])), isComplete: false };
  }

  private async page(facts: InstanceFacts, bounds: [string, string][]): Promise<NotificationPage> {
    const kinds = facts.hasQuotes ? ['mention', 'quote'] : ['mention'];
    const filter = facts.isPleroma ? 'include_types[]' : 'types[]';
    const { items, links, budget } = await this.client.page('/api/v1/notifications', [
      ...kinds.map((kind) => [filter, kind] as const),
      ['limit', PAGE],
      // What our own account's policy sets aside is still somebody speaking to us.
      ...(facts.isPleroma ? [] : [['include_filtered', 'true'] as const]),
      ...bounds,
    ]);
    // Servers list the newest first, whichever way one pages.
    const notifications = items.flatMap((item) => notificationOf(item) ?? []).toReversed();
    return { notifications, size: items.length, links, budget };
  }

  private async withThread(status: MastodonStatus, viewer: Viewer): Promise<NormalizedPost[]> {
    const { placed, above } = await this.threads.place(status, viewer.accountId);
    return [
      ...above.map((one) => normalizeStatus(one.status, viewer, one.root)),
      normalizeStatus(placed.status, viewer, placed.root, true),
    ];
  }
}

interface NotificationPage extends Pick<Page, 'links' | 'budget'> {
  /** Oldest first. */
  notifications: MastodonNotification[];
  /** Entries on the page, readable or not. */
  size: number;
}

interface ForwardPage extends NotificationPage {
  isComplete: boolean;
}

interface Step extends Pick<Page, 'budget'> {
  notifications: MastodonNotification[];
  next: NotificationCursor;
  hasMore: boolean;
}

/** Where older entries begin; null when there are none. Servers without a `Link` header end with an empty page. */
function olderPage({ notifications, links }: NotificationPage, current: string | null): string | null {
  const [oldest] = notifications;
  const before = links.isGiven ? links.older : (oldest?.id ?? null);
  return oldest === undefined || before === current ? null : before;
}
