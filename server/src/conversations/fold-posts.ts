import type { NormalizedPost } from '../connectors/connector.ts';
import type { RecognisedContact } from '../contacts/contact.types.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Change, Creation, Folded, KeptVersion, KnownMessage } from './inbound.types.ts';

/** Clocks of networks are a little off; further ahead than this, the time of receipt is the truth. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;

export interface FoldContext {
  known: ReadonlyMap<string, KnownMessage>;
  contacts: ReadonlyMap<string, RecognisedContact>;
  /** Of the channel: what is older is history. */
  since: Date;
  now: Date;
}

/**
 * Tells a batch apart, post by post in the order given: new ones, and edits and deletions of what is held or stands
 * earlier in the batch. Networks repeat and reorder, so an edit counts only when it is newer than what we have, and
 * what is deleted stays deleted.
 */
export function foldPosts(posts: readonly NormalizedPost[], context: FoldContext): Folded {
  const fold = new Fold(context);
  const outcomes = posts.map((post) => (fold.take(post) ? ('accepted' as const) : ('duplicate' as const)));
  return {
    outcomes,
    creations: [...fold.creations.values()],
    changes: [...fold.changes.values()],
    versions: fold.versions,
  };
}

class Fold {
  readonly creations = new Map<string, Creation>();
  readonly changes = new Map<string, Change>();
  readonly versions: KeptVersion[] = [];

  constructor(private readonly context: FoldContext) {}

  /** @returns whether it told us anything */
  take(post: NormalizedPost): boolean {
    const created = this.creations.get(post.externalId);
    if (created !== undefined) return this.alter(created, created.id, created.post.postedAt, post);
    const known = this.context.known.get(post.externalId);
    if (known === undefined) return this.create(post);
    if (known.type === 'reply' && !post.isDeleted) return false;
    const change = this.changes.get(post.externalId) ?? unchanged(known);
    if (!this.alter(change, known.id, known.postedAt, post)) return false;
    this.changes.set(post.externalId, change);
    return true;
  }

  private create(post: NormalizedPost): true {
    const { now, contacts, since } = this.context;
    const orderedAt = orderedAtOf(post, now);
    this.creations.set(post.externalId, {
      id: newId(now),
      post,
      text: post.text,
      media: post.isDeleted ? [] : post.media,
      orderedAt,
      editedAt: post.editedAt ?? null,
      deletedAt: post.isDeleted ? now : null,
      changes: 0,
      contact: post.isOwn ? null : (contacts.get(post.author.externalId) ?? null),
      isHistory: orderedAt < since,
    });
    return true;
  }

  private alter(target: Creation | Change, messageId: string, postedAt: Date, post: NormalizedPost): boolean {
    if (target.deletedAt !== null) return false;
    if (post.isDeleted) {
      target.deletedAt = this.context.now;
      target.changes += 1;
      return true;
    }
    if (!isNewer(post.editedAt, target.editedAt)) return false;
    if (post.text !== target.text) {
      this.versions.push({ messageId, text: target.text, at: target.editedAt ?? postedAt });
    }
    target.text = post.text;
    target.media = post.media;
    target.editedAt = post.editedAt ?? null;
    target.changes += 1;
    return true;
  }
}

function unchanged(message: KnownMessage): Change {
  const { text, editedAt, deletedAt } = message;
  return { message, text, editedAt, deletedAt, media: null, changes: 0 };
}

function isNewer(editedAt: Date | undefined, than: Date | null): boolean {
  return editedAt !== undefined && (than === null || editedAt.getTime() > than.getTime());
}

/** The network's time, unless it lies in the future. */
export function orderedAtOf(post: Pick<NormalizedPost, 'postedAt'>, now: Date): Date {
  return post.postedAt.getTime() > now.getTime() + FUTURE_TOLERANCE_MS ? now : post.postedAt;
}
