import { nextStatus } from '@visavis/shared/conversations/conversation-status';
import { excerpt } from '@visavis/shared/text/excerpt';
import type {
  Change,
  ChangedMessage,
  Creation,
  KnownConversation,
  KnownMessage,
  Merge,
  NewConversation,
  NewMessage,
  PlacedCreation,
  Thread,
  UpdatedConversation,
} from './inbound.types.ts';

const SUBJECT_LENGTH = 80;

export interface InboundPlan {
  opened: { conversation: NewConversation; turns: PlacedCreation[] }[];
  updated: (UpdatedConversation & { turns: PlacedCreation[]; isNowLive: boolean })[];
  messages: NewMessage[];
  changed: ChangedMessage[];
  merges: readonly Merge[];
}

export interface PlanInput {
  placed: readonly PlacedCreation[];
  context: readonly Creation[];
  merges: readonly Merge[];
  changes: readonly Change[];
  /** By id: every conversation that a placed message or a change touches. */
  conversations: ReadonlyMap<string, KnownConversation>;
  /** By external id. */
  known: ReadonlyMap<string, KnownMessage>;
}

/** What a batch has for one conversation. */
interface Share {
  thread: Thread | null;
  placed: PlacedCreation[];
  changes: Change[];
  merged: KnownConversation[];
}

/** Works out what a batch does to its conversations; nothing here reads or writes. */
export function planInbound(input: PlanInput): InboundPlan {
  const plan: InboundPlan = { opened: [], updated: [], messages: [], changed: [], merges: input.merges };
  const context = { plan, ours: oursAmong(input), idOf: idsByExternalId(input) };
  for (const creation of input.context) {
    plan.messages.push({ creation, conversationId: null, parentId: null, sequence: 0 });
  }
  for (const change of input.changes) {
    if (change.message.conversationId === null) plan.changed.push({ change, sequence: 0 });
  }
  for (const [id, share] of sharesOf(input)) {
    const known = input.conversations.get(id);
    if (known !== undefined) update(context, known, share);
    else if (share.thread !== null) open(context, share.thread, share);
  }
  return plan;
}

interface PlanContext {
  plan: InboundPlan;
  /** External ids of what we wrote ourselves: whoever answers one of these speaks to us. */
  ours: ReadonlySet<string>;
  idOf: ReadonlyMap<string, string>;
}

function sharesOf({ placed, changes, merges }: PlanInput): Map<string, Share> {
  const shares = new Map<string, Share>();
  const shareOf = (id: string, thread: Thread | null): Share => {
    const share = shares.get(id) ?? { thread, placed: [], changes: [], merged: [] };
    shares.set(id, share);
    return share;
  };
  for (const creation of placed) shareOf(creation.thread.id, creation.thread).placed.push(creation);
  for (const { from, into } of merges) shareOf(into.id, into).merged.push(from);
  const moved = new Map(merges.map(({ from, into }) => [from.id, into.id]));
  for (const change of changes) {
    const { conversationId } = change.message;
    if (conversationId === null) continue;
    shareOf(moved.get(conversationId) ?? conversationId, null).changes.push(change);
  }
  return shares;
}

function open(context: PlanContext, thread: Thread, { placed, merged }: Share): void {
  const customers = placed.filter((creation) => creation.contact !== null);
  const [first] = customers;
  const last = customers.at(-1);
  if (first === undefined || last === undefined) return;
  const root = customers.find((creation) => creation.isRoot) ?? first;
  const contactId = root.contact?.contactId ?? '';
  const live = customers.filter((creation) => !creation.isHistory && !creation.contact?.isMuted);
  const turns = live.filter((creation) => speaksToUs(creation, contactId, context.ours));
  const lastMessageAt = placed.at(-1)?.orderedAt ?? last.orderedAt;
  const asks = turns.length > 0 || merged.length > 0;
  const conversation: NewConversation = {
    id: thread.id,
    contactId,
    rootExternalId: thread.rootExternalId,
    generation: thread.generation,
    kind: root.post.kind,
    visibility: root.post.visibility,
    status: asks ? 'new' : 'closed',
    subject: excerpt(root.text, SUBJECT_LENGTH),
    excerpt: excerpt(last.text),
    language: root.post.language ?? null,
    rating: root.post.rating ?? null,
    unread: live.length > 0 || merged.length > 0,
    lastCustomerMessageAt: last.orderedAt,
    lastMessageAt,
    closedAt: asks ? null : lastMessageAt,
    isHistory: merged.length === 0 && customers.every((creation) => creation.isHistory),
    sequence: 0,
  };
  absorb(conversation, merged);
  conversation.sequence = number(context, thread.id, placed, conversation.sequence);
  context.plan.opened.push({ conversation, turns });
}

function update(context: PlanContext, before: KnownConversation, { placed, changes, merged }: Share): void {
  const after = { ...before, version: before.version + 1 };
  const customers = placed.filter((creation) => creation.contact !== null);
  joinRoot(after, customers);
  const heard = customers.filter((creation) => !creation.isHistory && !creation.contact?.isMuted);
  const live = before.isSpam ? [] : heard;
  const turns = live.filter((creation) => speaksToUs(creation, after.contactId, context.ours));
  // Whoever asked in a thread that nobody had looked at asks here now, also where the post that joins them asks nothing.
  const asks = turns.length > 0 || (!before.isSpam && merged.some(({ isSpam }) => !isSpam));
  showNewest(after, before, customers, changes);
  absorb(after, merged);
  const isNowLive = before.isHistory && asks;
  if (live.length > 0) after.unread = true;
  if (asks) {
    const hasReply = before.replyCount > 0;
    after.status =
      isNowLive && !hasReply ? 'new' : nextStatus(before.status, 'customerMessage', { hasReply });
    after.isHistory = false;
    if (after.status !== 'snoozed') after.snoozedUntil = null;
    if (after.status !== 'closed') after.closedAt = null;
  }
  after.sequence = number(context, before.id, placed, after.sequence);
  for (const change of changes) {
    after.sequence += change.changes;
    context.plan.changed.push({ change, sequence: after.sequence });
  }
  context.plan.updated.push({ before, after, turns, isNowLive });
}

/** The contact always does; others when they mention us or answer something of ours. */
function speaksToUs({ contact, post }: Creation, contactId: string, ours: ReadonlySet<string>): boolean {
  if (contact?.contactId === contactId || post.addressesUs) return true;
  return post.inReplyToExternalId !== undefined && ours.has(post.inReplyToExternalId);
}

/** What moves in from conversations that turned out to be the same one. */
function absorb(
  into: Pick<
    KnownConversation,
    'sequence' | 'unread' | 'lastCustomerMessageAt' | 'lastMessageAt' | 'excerpt'
  >,
  merged: readonly KnownConversation[],
): void {
  for (const from of merged) {
    into.sequence += from.sequence;
    into.unread ||= from.unread;
    if (from.lastMessageAt > into.lastMessageAt) into.lastMessageAt = from.lastMessageAt;
    if (from.lastCustomerMessageAt < into.lastCustomerMessageAt) continue;
    into.lastCustomerMessageAt = from.lastCustomerMessageAt;
    into.excerpt = from.excerpt;
  }
}

/** A root that comes after its answers: its author is the contact, and its words are the subject. */
function joinRoot(after: KnownConversation, customers: readonly PlacedCreation[]): void {
  const root = customers.find((creation) => creation.isRoot);
  if (root?.contact == null || after.visibility === 'private') return;
  after.contactId = root.contact.contactId;
  after.kind = root.post.kind;
  after.visibility = root.post.visibility;
  after.subject = excerpt(root.text, SUBJECT_LENGTH);
  after.language = root.post.language ?? after.language;
  after.rating = root.post.rating ?? after.rating;
}

function showNewest(
  after: KnownConversation,
  before: KnownConversation,
  customers: readonly PlacedCreation[],
  changes: readonly Change[],
): void {
  const newest = customers.at(-1);
  if (newest !== undefined && newest.orderedAt >= before.lastCustomerMessageAt) {
    after.excerpt = excerpt(newest.text);
    after.lastCustomerMessageAt = newest.orderedAt;
  }
  const times = customers.map((creation) => creation.orderedAt.getTime());
  after.lastMessageAt = new Date(Math.max(before.lastMessageAt.getTime(), ...times));
  for (const { message, text, editedAt } of changes) {
    const isEdit = editedAt?.getTime() !== message.editedAt?.getTime();
    if (!isEdit || message.type !== 'inbound' || message.isOwn) continue;
    if (message.orderedAt >= after.lastCustomerMessageAt) after.excerpt = excerpt(text);
    if (message.externalId === after.rootExternalId) after.subject = excerpt(text, SUBJECT_LENGTH);
  }
}

/** Numbers new messages in the order of the thread. @returns the last number used */
function number(
  { plan, idOf }: PlanContext,
  conversationId: string,
  placed: readonly PlacedCreation[],
  from: number,
): number {
  let sequence = from;
  for (const creation of placed) {
    sequence += 1 + creation.changes;
    const parentId = idOf.get(creation.post.inReplyToExternalId ?? '') ?? null;
    plan.messages.push({ creation, conversationId, parentId, sequence });
  }
  return sequence;
}

function oursAmong({ known, placed, context }: PlanInput): ReadonlySet<string> {
  const held = [...known.values()].filter((message) => message.type === 'reply' || message.isOwn);
  const fresh = [...placed, ...context].filter((creation) => creation.post.isOwn);
  return new Set([
    ...held.map((message) => message.externalId),
    ...fresh.map((creation) => creation.post.externalId),
  ]);
}

function idsByExternalId({ known, placed, context }: PlanInput): ReadonlyMap<string, string> {
  return new Map([
    ...[...known.values()].map((message) => [message.externalId, message.id] as const),
    ...[...placed, ...context].map((creation) => [creation.post.externalId, creation.id] as const),
  ]);
}
