import type {
  ConversationDetail,
  ConversationEvent,
  ConversationItem,
  LedgerEntry,
  MessageItem,
} from '@visavis/shared/api/conversations';
import type { HandOverItem } from '@visavis/shared/api/hand-over';

/** Which state of the conversation each part on screen was taken from, so that what arrives late changes nothing. */
export interface AppliedVersions {
  item: number;
  activity: number;
  messages: Readonly<Record<string, number>>;
}

/** A conversation as it is cached: the answer of the API, patched by pushes. */
export interface OpenConversation extends ConversationDetail {
  applied: AppliedVersions;
}

/** The id of a reply that was sent from here and has not been answered yet. */
export const SENDING_PREFIX = 'sending:';

const isSending = (message: MessageItem) => message.id.startsWith(SENDING_PREFIX);

/** Where a message stands in the thread: a post from the future stands where it arrived. */
function placeOf({ postedAt, receivedAt }: MessageItem): number {
  return Math.min(Date.parse(postedAt), Date.parse(receivedAt));
}

function inOrder(messages: MessageItem[]): MessageItem[] {
  return messages.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || a.sequence - b.sequence || (a.id < b.id ? -1 : 1),
  );
}

function withMessage(messages: MessageItem[], message: MessageItem): MessageItem[] {
  return inOrder([...messages.filter((each) => each.id !== message.id), message]);
}

/** What was fetched, as it is cached. */
export function opened(detail: ConversationDetail): OpenConversation {
  const { version } = detail;
  return { ...detail, applied: { item: version, activity: version, messages: {} } };
}

/** A fetch that was under way while pushes arrived must not undo them. Older messages that were loaded stay. */
export function mergeFetched(held: OpenConversation, fetched: OpenConversation): OpenConversation {
  const { applied } = held;
  let merged = fetched;
  if (applied.item > fetched.version) {
    merged = { ...merged, ...headOf(held) };
  }
  if (applied.activity > fetched.version) {
    const { events, ledger, handOvers } = held;
    merged = { ...merged, events, ledger, handOvers };
  }
  const isNewer = (message: MessageItem) => (applied.messages[message.id] ?? 0) > fetched.version;
  const known = new Set(fetched.messages.map((message) => message.id));
  const oldest = fetched.messages[0];
  // What the fetch did not page back to; sent and not answered yet; pushed after the answer was made.
  const isBefore = (message: MessageItem) =>
    oldest !== undefined && !known.has(message.id) && placeOf(message) < placeOf(oldest);
  const kept = held.messages.filter((message) => isSending(message) || isNewer(message) || isBefore(message));
  const hasOlder = held.messages.some(isBefore);
  const keptIds = new Set(kept.map((message) => message.id));
  return {
    ...merged,
    messages: inOrder([...fetched.messages.filter((message) => !keptIds.has(message.id)), ...kept]),
    messagesCursor: hasOlder ? held.messagesCursor : fetched.messagesCursor,
    sequence: Math.max(held.sequence, fetched.sequence),
    applied: {
      item: Math.max(applied.item, fetched.applied.item),
      activity: Math.max(applied.activity, fetched.applied.activity),
      messages: Object.fromEntries(
        Object.entries(applied.messages).filter(([, version]) => version > fetched.version),
      ),
    },
  };
}

/** The part of a detail that a push of the row tells as well, and people change by hand. */
function headOf(detail: ConversationDetail) {
  const { status, priority, excerpt, assignee, knows, team, tags, unread, mentionedAgentIds, stuck } = detail;
  const { lastCustomerMessageAt, snoozedUntil, isSpam, due, hasFailedDelivery, version, contact } = detail;
  const { windowClosesAt, isUnanswered } = detail;
  const who = { assignee, knows, team, contact, mentionedAgentIds, stuck };
  const how = { status, priority, tags, unread, snoozedUntil, isSpam, due, hasFailedDelivery };
  return { ...who, ...how, excerpt, lastCustomerMessageAt, windowClosesAt, isUnanswered, version };
}

/** The head of the conversation as a push tells it. */
export function withItem(held: OpenConversation, item: ConversationItem): OpenConversation {
  if (item.version < held.applied.item) return held;
  return { ...held, ...item, applied: { ...held.applied, item: item.version } };
}

/** A message that is new or has changed. */
export function withUpserted(
  held: OpenConversation,
  push: { version: number; sequence: number; message: MessageItem },
): OpenConversation {
  const { version, sequence, message } = push;
  if (version < (held.applied.messages[message.id] ?? 0)) return held;
  return {
    ...held,
    messages: withMessage(held.messages, message),
    sequence: Math.max(held.sequence, sequence),
    applied: { ...held.applied, messages: { ...held.applied.messages, [message.id]: version } },
  };
}

/** A message of our own making: sent, answered, or news that a refusal told. It is as new as what is held. */
export function withOwnMessage(held: OpenConversation, message: MessageItem): OpenConversation {
  return { ...held, messages: withMessage(held.messages, message) };
}

export function withoutMessage(held: OpenConversation, messageId: string): OpenConversation {
  return { ...held, messages: held.messages.filter((message) => message.id !== messageId) };
}

/** What was done and how the clocks stand, as a push tells it. */
export function withActivity(
  held: OpenConversation,
  push: { version: number; events: ConversationEvent[]; ledger: LedgerEntry[]; handOvers: HandOverItem[] },
): OpenConversation {
  if (push.version < held.applied.activity) return held;
  return {
    ...held,
    events: push.events,
    ledger: push.ledger,
    handOvers: push.handOvers,
    applied: { ...held.applied, activity: push.version },
  };
}

/** Older messages, loaded on top. */
export function withOlder(
  held: OpenConversation,
  page: { items: MessageItem[]; nextCursor: string | null },
): OpenConversation {
  const known = new Set(held.messages.map((message) => message.id));
  const older = page.items.filter((message) => !known.has(message.id));
  return { ...held, messages: inOrder([...older, ...held.messages]), messagesCursor: page.nextCursor };
}

/** A note of somebody answers what they were asked. */
export function withAnsweredAsks(held: OpenConversation, agentId: string): OpenConversation {
  return {
    ...held,
    messages: held.messages.map((message) =>
      message.asks?.includes(agentId)
        ? { ...message, asks: message.asks.filter((asked) => asked !== agentId) }
        : message,
    ),
  };
}
