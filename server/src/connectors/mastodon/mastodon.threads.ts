import { ConnectorError } from '../connector-error.ts';
import type { MastodonClient } from './mastodon.client.ts';
import { fieldsOf, statusesOf } from './mastodon.read.ts';
import type { MastodonStatus } from './mastodon.types.ts';

/** Posts whose thread is remembered; a storm below one post of ours costs one look. */
const MOST_REMEMBERED = 5_000;

/** A status with the root of its thread. */
export interface Rooted {
  status: MastodonStatus;
  root: string;
}

/** What an answer to a post needs to know about it. */
interface Place {
  root: string;
  /** A thread that we began: below it each direct answer is a matter of its own. */
  isOurs: boolean;
}

/** Finds the root of every status, asking the server only for threads that it has not shown yet. */
export class MastodonThreads {
  private readonly places = new Map<string, Place>();

  constructor(private readonly client: MastodonClient) {}

  /** Forgets everything, so that what went lost on the way into the database is told again. */
  forget(): void {
    this.places.clear();
  }

  /**
   * The status in its thread, and what stands above it as far as it was not known: the beginning of a thread may well
   * not mention us.
   */
  async place(status: MastodonStatus, ourAccountId: string): Promise<{ placed: Rooted; above: Rooted[] }> {
    const parentId = status.in_reply_to_id;
    // In private there is one exchange, whatever answers what.
    if (parentId === null || status.visibility === 'direct') {
      return {
        placed: this.keep(status, { root: status.id, isOurs: isBy(status, ourAccountId) }),
        above: [],
      };
    }
    const parent = this.places.get(parentId);
    if (parent) return { placed: this.keep(status, below(parent, status)), above: [] };
    const chain = chainAbove(status, await this.ancestors(status));
    const above: Rooted[] = [];
    for (const [at, ancestor] of chain.entries()) {
      if (this.places.has(ancestor.id)) continue;
      const previous = this.places.get(chain[at - 1]?.id ?? '');
      const first = { root: ancestor.id, isOurs: isBy(ancestor, ourAccountId) };
      above.push(this.keep(ancestor, previous ? below(previous, ancestor) : first));
    }
    const last = this.places.get(parentId);
    const placed = this.keep(status, last ? below(last, status) : { root: status.id, isOurs: false });
    return { placed, above };
  }

  /** Oldest first. Empty for a status that is gone by now: then its parent's conversation counts, if there is one. */
  private async ancestors(status: MastodonStatus): Promise<MastodonStatus[]> {
    try {
      const path = `/api/v1/statuses/${encodeURIComponent(status.id)}/context`;
      return statusesOf(fieldsOf(await this.client.read(path)).ancestors);
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === 'gone') return [];
      throw error;
    }
  }

  private keep(status: MastodonStatus, place: Place): Rooted {
    this.places.delete(status.id);
    this.places.set(status.id, place);
    const [oldest] = this.places.keys();
    if (this.places.size > MOST_REMEMBERED && oldest !== undefined) this.places.delete(oldest);
    return { status, root: place.root };
  }
}

/** From the status upwards, as far as the server shows it: ancestors that lead elsewhere are left out. Oldest first. */
function chainAbove(status: MastodonStatus, ancestors: readonly MastodonStatus[]): MastodonStatus[] {
  const byId = new Map(ancestors.map((ancestor) => [ancestor.id, ancestor]));
  const chain: MastodonStatus[] = [];
  for (let parentId = status.in_reply_to_id; parentId !== null;) {
    const parent = byId.get(parentId);
    if (!parent) break;
    byId.delete(parentId);
    chain.unshift(parent);
    parentId = parent.in_reply_to_id;
  }
  return chain;
}

function below(parent: Place, status: MastodonStatus): Place {
  return { root: parent.isOurs ? status.id : parent.root, isOurs: false };
}

function isBy(status: MastodonStatus, accountId: string): boolean {
  return status.account.id === accountId;
}
