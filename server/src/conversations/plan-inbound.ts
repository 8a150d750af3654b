import { nextStatus } from '@visavis/shared/conversations/conversation-status';
import { excerpt } from '@visavis/shared/text/excerpt';
import type {
  Change,
  ChangedMessage,
  Creation,
  KnownConversation,
  KnownMessage,
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
}

export interface PlanInput {
  placed: readonly PlacedCreation[];
  context: readonly Creation[];
  changes: readonly Change[];
  /** By id: every conversation that a placed message or a change touches. */
  conversations: ReadonlyMap<string, KnownConversation>;
  /** By external id. */
  known: ReadonlyMap<string, KnownMessage>;
}

/** Works out what a batch does to its conversations; nothing here reads or writes. */
export function planInbound(input: PlanInput): InboundPlan {
  const ours = oursAmong(input);
  const plan: InboundPlan = { opened: [], updated: [], messages: [], changed: [] };
  const touched = new Map<string, { thread: Thread | null; placed: PlacedCreation[]; changes: Change[] }>();
  const touch = (id: string, thread: Thread | null) => {
    const entry = touched.get(id) ?? { thread, placed: [], changes: [] };
    touched.set(id, entry);
    return entry;
  };
  for (const creation of input.placed) touch(creation.thread.id, creation.thread).placed.push(creation);
  for (const change of input.changes) {
    const { conversationId } = change.message;
    if (conversationId === null) plan.changed.push({ change, sequence: 0 });
    else touch(conversationId, null).changes.push(change);
  }
  for (const creation of input.context) {
    plan.messages.push({ creation, conversationId: null, sequence: 0, addressesUs: false });
  }
  for (const [id, { thread, placed, changes }] of touched) {
    const known = input.conversations.get(id);
    if (known !== undefined) update(plan, known, { placed, changes, ours });
    else if (thread !== null) open(plan, thread, placed);
  }
  return plan;
}

function open(plan: InboundPlan, thread: Thread, placed: readonly PlacedCreation[]): void {
  const customers = placed.filter((creation) => creation.contact !== null);
  const [first] = customers;
  const last = customers.at(-1);
  if (first === undefined || last === undefined) return;
  const root = customers.find((creation) => creation.post.externalId === thread.rootExternalId) ?? first;
  const contactId = root.contact?.contactId ?? '';
  const live = customers.filter((creation) => !creation.isHistory && !creation.contact?.isMuted);
  const turns = live.filter(
    (creation) => creation.contact?.contactId === contactId || creation.post.addressesUs,
  );
  const lastMessageAt = placed.at(-1)?.orderedAt ?? last.orderedAt;
  const asks = turns.length > 0;
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
    unread: live.length > 0,
    lastCustomerMessageAt: last.orderedAt,
    lastMessageAt,
    closedAt: asks ? null : lastMessageAt,
    isHistory: customers.every((creation) => creation.isHistory),
    sequence: number(plan, thread.id, placed, 0),
  };
  plan.opened.push({ conversation, turns });
}

function update(
  plan: InboundPlan,
  before: KnownConversation,
  batch: { placed: readonly PlacedCreation[]; changes: readonly Change[]; ours: ReadonlySet<string> },
): void {
  const { placed, changes, ours } = batch;
  const after = { ...before, version: before.version + 1 };
  const customers = placed.filter((creation) => creation.contact !== null);
  joinRoot(after, customers);
  const live = before.isSpam
    ? []
    : customers.filter((creation) => !creation.isHistory && !creation.contact?.isMuted);
  const turns = live.filter(
    ({ contact, post }) =>
      contact?.contactId === after.contactId || post.addressesUs || ours.has(post.inReplyToExternalId ?? ''),
  );
  showNewest(after, before, customers, changes);
  const isNowLive = before.isHistory && turns.length > 0;
  if (live.length > 0) after.unread = true;
  if (turns.length > 0) {
    after.status = isNowLive
      ? 'new'
      : nextStatus(before.status, 'customerMessage', { hasReply: before.replyCount > 0 });
    after.isHistory = false;
    if (after.status !== 'snoozed') after.snoozedUntil = null;
    if (after.status !== 'closed') after.closedAt = null;
  }
  after.sequence = number(plan, before.id, placed, before.sequence);
  for (const change of changes) {
    after.sequence += change.changes;
    plan.changed.push({ change, sequence: after.sequence });
  }
  plan.updated.push({ before, after, turns, isNowLive });
}

/** A root that comes after its answers: its author is the contact, and its words are the subject. */
function joinRoot(after: KnownConversation, customers: readonly PlacedCreation[]): void {
  const root = customers.find((creation) => creation.post.externalId === after.rootExternalId);
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
  plan: InboundPlan,
  conversationId: string,
  placed: readonly PlacedCreation[],
  from: number,
): number {
  let sequence = from;
  for (const creation of placed) {
    sequence += 1 + creation.changes;
    plan.messages.push({ creation, conversationId, sequence, addressesUs: creation.post.addressesUs });
  }
  return sequence;
}

/** External ids of what we wrote ourselves: whoever answers one of these speaks to us. */
function oursAmong({ known, placed, context }: PlanInput): ReadonlySet<string> {
  const held = [...known.values()].filter((message) => message.type === 'reply' || message.isOwn);
  const fresh = [...placed, ...context].filter((creation) => creation.post.isOwn);
  return new Set([
    ...held.map((message) => message.externalId),
    ...fresh.map((creation) => creation.post.externalId),
  ]);
}
