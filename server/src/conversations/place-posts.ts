import { startsAnew } from '@visavis/shared/conversations/conversation-status';
import { newId } from '../platform/crypto/new-id.ts';
import type {
  Creation,
  KnownConversation,
  KnownMessage,
  Merge,
  PlacedCreation,
  Thread,
} from './inbound.types.ts';

export interface ThreadKnowledge {
  /** Messages we hold, by external id: parents and roots of the new ones. */
  messages: ReadonlyMap<string, KnownMessage>;
  /** Answers we hold to posts that arrive only now, by the parent's external id. */
  answers: ReadonlyMap<string, readonly KnownMessage[]>;
  /** The newest conversation of each root. */
  conversations: readonly KnownConversation[];
  now: Date;
}

export interface Placed {
  placed: PlacedCreation[];
  /** Posts of our own below which no customer has written: kept as context, no conversation. */
  context: Creation[];
  merges: Merge[];
}

/**
 * Finds the conversation of every new message. A connector names the root; where it only knows the parent (root and
 * post are the same, and it answers something) the conversation of the parent counts, else the post itself.
 * Threads may arrive in any order: an answer waits under the root it names, and the root joins it later.
 */
export function placePosts(creations: readonly Creation[], knowledge: ThreadKnowledge): Placed {
  return new Placement(creations, knowledge).run();
}

class Placement {
  private readonly byRoot: Map<string, Thread>;
  private readonly batch: Map<string, Creation>;
  private readonly placed = new Map<string, PlacedCreation>();
  private readonly underway = new Set<string>();

  constructor(
    creations: readonly Creation[],
    private readonly knowledge: ThreadKnowledge,
  ) {
    this.batch = new Map(inOrder(creations).map((creation) => [creation.post.externalId, creation]));
    this.byRoot = new Map(knowledge.conversations.map((known) => [known.rootExternalId, threadOf(known)]));
  }

  run(): Placed {
    // Customers first: whether a post of our own belongs to a conversation depends on whether anybody answered.
    for (const creation of this.batch.values()) if (isCustomer(creation)) this.place(creation);
    const context: Creation[] = [];
    for (const creation of this.batch.values()) {
      if (isCustomer(creation)) continue;
      const thread = this.isMark(creation) ? null : this.find(creation);
      if (thread === null) context.push(creation);
      else this.put(creation, thread);
    }
    const placed = [...this.placed.values()].sort(byOrder);
    return { placed, context, merges: this.merges(placed) };
  }

  /** A post that was deleted before it ever reached us leaves only a mark. */
  private isMark(creation: Creation): boolean {
    return creation.post.isDeleted;
  }

  private place(creation: Creation): Thread {
    const { externalId } = creation.post;
    const done = this.placed.get(externalId);
    if (done !== undefined) return done.thread;
    this.underway.add(externalId);
    const found = this.find(creation);
    const thread =
      found === null ? this.open(creation.post.rootExternalId, 0) : this.current(found, creation);
    this.underway.delete(externalId);
    this.put(creation, thread);
    return thread;
  }

  private put(creation: Creation, thread: Thread): void {
    const { externalId, rootExternalId, isOwn } = creation.post;
    const isAbove = rootExternalId === externalId && this.threadsOfAnswers(externalId).includes(thread);
    const isRoot =
      !isOwn && (externalId === thread.rootExternalId || (isAbove && !this.hasParentIn(creation, thread)));
    this.placed.set(externalId, { ...creation, thread, isRoot });
  }

  /** A private exchange rests some days after it was closed; then the customer's next message begins anew. */
  private current(thread: Thread, creation: Creation): Thread {
    const { existing } = thread;
    if (existing === null || !startsAnew(existing, creation.orderedAt)) return thread;
    return this.open(thread.rootExternalId, thread.generation + 1);
  }

  private open(rootExternalId: string, generation: number): Thread {
    const thread = { id: newId(this.knowledge.now), rootExternalId, generation, existing: null };
    this.byRoot.set(rootExternalId, thread);
    return thread;
  }

  private find(creation: Creation): Thread | null {
    const { externalId, rootExternalId } = creation.post;
    const named = this.byRoot.get(rootExternalId);
    if (named !== undefined) return named;
    if (rootExternalId !== externalId) return this.threadOfPost(rootExternalId);
    return this.threadOfParent(creation) ?? this.threadOfAnswers(creation);
  }

  private threadOfParent({ post }: Creation): Thread | null {
    const parent = post.inReplyToExternalId;
    // Below a post of ours each direct comment is a matter of its own.
    return parent === undefined || this.isOwnRoot(parent) ? null : this.threadOfPost(parent);
  }

  private hasParentIn({ post }: Creation, thread: Thread): boolean {
    const parent = post.inReplyToExternalId;
    return parent !== undefined && this.threadOfPost(parent) === thread;
  }

  private threadOfAnswers({ post }: Creation): Thread | null {
    return post.isOwn ? null : (this.threadsOfAnswers(post.externalId)[0] ?? null);
  }

  /** Where answers to this post went that came before it and could not know their thread. */
  private threadsOfAnswers(externalId: string): Thread[] {
    const unrooted = (this.knowledge.answers.get(externalId) ?? []).filter(
      (answer) => answer.rootExternalId === answer.externalId && !answer.isOwn,
    );
    return unrooted.flatMap((answer) => this.byRoot.get(answer.conversationRoot ?? '') ?? []);
  }

  /** Only what nobody has looked at is moved: where a person has begun, the threads stay as they are. */
  private merges(placed: readonly PlacedCreation[]): Merge[] {
    const merges = new Map<string, Merge>();
    for (const { post, thread } of placed) {
      if (post.isOwn) continue;
      for (const { id, existing } of this.threadsOfAnswers(post.externalId)) {
        if (existing === null || id === thread.id || !isUntouched(existing)) continue;
        merges.set(id, { from: existing, into: thread });
      }
    }
    return [...merges.values()].filter(({ into }) => !merges.has(into.id));
  }

  private threadOfPost(externalId: string): Thread | null {
    const known = this.knowledge.messages.get(externalId);
    if (known?.conversationRoot) return this.byRoot.get(known.conversationRoot) ?? null;
    const here = this.batch.get(externalId);
    if (here === undefined || this.underway.has(externalId)) return null;
    return isCustomer(here) ? this.place(here) : (this.placed.get(externalId)?.thread ?? null);
  }

  private isOwnRoot(externalId: string): boolean {
    const known = this.knowledge.messages.get(externalId);
    if (known !== undefined) {
      return known.type === 'inbound' && known.isOwn && known.rootExternalId === known.externalId;
    }
    const post = this.batch.get(externalId)?.post;
    return post !== undefined && post.isOwn && post.rootExternalId === post.externalId;
  }
}

function isUntouched({ status, unread, replyCount }: KnownConversation): boolean {
  return status === 'new' && unread && replyCount === 0;
}

function isCustomer({ post, contact }: Creation): boolean {
  return contact !== null && !post.isDeleted;
}

function threadOf(existing: KnownConversation): Thread {
  const { id, rootExternalId, generation } = existing;
  return { id, rootExternalId, generation, existing };
}

/** The order of a thread: the network's time, then its ids. */
export function byOrder(a: Creation, b: Creation): number {
  const difference = a.orderedAt.getTime() - b.orderedAt.getTime();
  if (difference !== 0) return difference;
  return a.post.externalId < b.post.externalId ? -1 : 1;
}

function inOrder(creations: readonly Creation[]): Creation[] {
  return [...creations].sort(byOrder);
}
