import { ConnectorError } from '../connector-error.ts';
import type { NormalizedPost } from '../connector.ts';
import type { MastodonClient } from './mastodon.client.ts';
import { deletedPost, normalizeStatus } from './mastodon.normalize.ts';
import { statusesOf, statusOf } from './mastodon.read.ts';
import type { MastodonStatus, Viewer } from './mastodon.types.ts';

/** What Mastodon takes at once. */
const BATCH = 20;

/** Kinds of refusal that mean: this server cannot be asked for several posts at once. */
const NO_BATCHES = new Set(['gone', 'rejected', 'permission']);

/** Reads known posts again, to find those that were edited or deleted. */
export class MastodonSweep {
  /** Mastodon 4.3 gives several posts at once; elsewhere they are read one by one. */
  private hasBatches = true;

  constructor(
    private readonly client: MastodonClient,
    private readonly now: () => Date,
  ) {}

  async read(externalIds: readonly string[], viewer: Viewer): Promise<NormalizedPost[]> {
    const posts: NormalizedPost[] = [];
    for (let from = 0; from < externalIds.length; from += BATCH) {
      const ids = externalIds.slice(from, from + BATCH);
      const there = await this.several(ids);
      for (const id of ids) {
        // What a list leaves out may be deleted or only left out: the post itself has the last word.
        const status = there.get(id) ?? (await this.one(id));
        if (status === null) posts.push(deletedPost(id, this.now()));
        else if (status.edited_at) posts.push(normalizeStatus(status, viewer, status.id));
      }
    }
    return posts;
  }

  private async several(ids: readonly string[]): Promise<Map<string, MastodonStatus>> {
    if (!this.hasBatches || ids.length === 1) return new Map();
    try {
      const found = statusesOf(
        await this.client.read(
          '/api/v1/statuses',
          ids.map((id) => ['id[]', id] as const),
        ),
      );
      return new Map(found.map((status) => [status.id, status]));
    } catch (error) {
      const isRefused = error instanceof ConnectorError && NO_BATCHES.has(error.kind);
      // An answer that cannot be read only means one request for each post, which fails if it was more than that.
      if (!isRefused && !(error instanceof ConnectorError && error.kind === 'transient')) throw error;
      if (isRefused) this.hasBatches = false;
      return new Map();
    }
  }

  /** Null when it is gone, or no longer for our eyes. */
  private async one(id: string): Promise<MastodonStatus | null> {
    const body = await this.client.readIfThere(`/api/v1/statuses/${encodeURIComponent(id)}`);
    if (body === null) return null;
    const status = statusOf(body);
    if (status === null)
      throw new ConnectorError('transient', 'The instance answered something else than a post');
    return status;
  }
}
