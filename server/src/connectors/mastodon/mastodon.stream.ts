import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { NormalizedPost } from '../connector.ts';
import type { MastodonClient } from './mastodon.client.ts';
import type { InstanceFacts } from './mastodon.instance.ts';
import { addresses, deletedPost, normalizeStatus } from './mastodon.normalize.ts';
import type { MastodonNotifications } from './mastodon.notifications.ts';
import { notificationOf, statusOf } from './mastodon.read.ts';
import type { Viewer } from './mastodon.types.ts';

/** A single event longer than this is none. */
const LONGEST_EVENT = 2_000_000;

interface Us {
  viewer: Viewer;
  facts: InstanceFacts;
}

/** Listens to the server's events. They are hints, repeated by the poll; one that cannot be read is left to it. */
export class MastodonStream {
  constructor(
    private readonly client: MastodonClient,
    private readonly notifications: MastodonNotifications,
    private readonly now: () => Date,
  ) {}

  /** Resolves when the server has no stream, or has ended it. */
  async listen(
    signal: AbortSignal,
    us: Us,
    onPosts: (posts: NormalizedPost[]) => Promise<void>,
  ): Promise<void> {
    const stream = await this.client.stream(us.facts.streamingUrl ?? this.client.instanceUrl, signal);
    if (stream === null) return;
    const waiting: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (event) => waiting.push(event), maxBufferSize: LONGEST_EVENT });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of stream.body) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        for (const event of waiting.splice(0)) {
          const posts = await this.postsOf(event, us.viewer);
          if (posts.length > 0) await onPosts(posts);
        }
      }
    } catch (error) {
      this.notifications.forget();
      if (!signal.aborted) throw error;
    }
  }

  private async postsOf({ event, data }: EventSourceMessage, viewer: Viewer): Promise<NormalizedPost[]> {
    if (event === 'delete') return isId(data) ? [deletedPost(data.trim(), this.now())] : [];
    const payload = parsed(data);
    if (event === 'notification') {
      const notification = notificationOf(payload);
      return notification === null ? [] : this.notifications.posts([notification], viewer);
    }
    if (event !== 'status.update') return [];
    const status = statusOf(payload);
    // Some servers tell of every edit on our home timeline; only what speaks to us is ours to keep.
    return status !== null && addresses(status, viewer) ? [normalizeStatus(status, viewer, status.id)] : [];
  }
}

function isId(data: string): boolean {
  return /^[\w:/.-]{1,200}$/.test(data.trim());
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
