/**
 * - `new` nobody has answered yet
 * - `open` it is our turn
 * - `waiting` it is the customer's turn
 * - `snoozed` put off until a time, or until the customer writes
 * - `closed` done
 */
export const conversationStatuses = ['new', 'open', 'waiting', 'snoozed', 'closed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

/** What may move a conversation from one status to another. */
export const statusCauses = [
  /** The contact wrote, or a participant who mentions or answers us. */
  'customerMessage',
  /** An agent handed a reply to the outbox; the network does not have it yet. */
  'replyWritten',
  /** The network has taken a reply. */
  'replyAccepted',
  /** By hand: it is the customer's turn. */
  'wait',
  'snooze',
  /** The time of a snooze has come. */
  'wake',
  'close',
  /** By hand: it is our turn. */
  'reopen',
  /** By hand: what somebody did about its status was not meant. */
  'takeBack',
] as const;
export type StatusCause = (typeof statusCauses)[number];

/** `awake` stands for where a conversation comes back to that was put off: `new` if nobody ever answered, else `open`. */
type Target = ConversationStatus | 'awake';

/**
 * A reply reopens what was closed or snoozed when it is written, and not when the network takes it, seconds later: who
 * answers and closes at once has closed.
 */
const transitions: Readonly<Record<ConversationStatus, Readonly<Record<StatusCause, Target>>>> = {
  new: {
    customerMessage: 'new',
    replyWritten: 'new',
    replyAccepted: 'waiting',
    wait: 'waiting',
    snooze: 'snoozed',
    wake: 'new',
    close: 'closed',
    reopen: 'open',
    takeBack: 'new',
  },
  open: {
    customerMessage: 'open',
    replyWritten: 'open',
    replyAccepted: 'waiting',
    wait: 'waiting',
    snooze: 'snoozed',
    wake: 'open',
    close: 'closed',
    reopen: 'open',
    takeBack: 'open',
  },
  waiting: {
    customerMessage: 'open',
    replyWritten: 'waiting',
    replyAccepted: 'waiting',
    wait: 'waiting',
    snooze: 'snoozed',
    wake: 'waiting',
    close: 'closed',
    reopen: 'open',
    takeBack: 'awake',
  },
  snoozed: {
    customerMessage: 'awake',
    replyWritten: 'awake',
    replyAccepted: 'snoozed',
    wait: 'waiting',
    snooze: 'snoozed',
    wake: 'awake',
    close: 'closed',
    reopen: 'open',
    takeBack: 'awake',
  },
  closed: {
    customerMessage: 'open',
    replyWritten: 'open',
    replyAccepted: 'closed',
    wait: 'waiting',
    snooze: 'snoozed',
    wake: 'closed',
    close: 'closed',
    reopen: 'open',
    takeBack: 'awake',
  },
};

/** The status after a cause; `hasReply` is whether any reply of ours was ever accepted. */
export function nextStatus(
  status: ConversationStatus,
  cause: StatusCause,
  { hasReply }: { hasReply: boolean },
): ConversationStatus {
  const target = transitions[status][cause];
  if (target !== 'awake') return target;
  return hasReply ? 'open' : 'new';
}

/**
 * The cause behind a status that somebody sets by hand. Null for `new`: a conversation is new by itself, until
 * somebody answers, and nobody can make it so.
 */
export function causeOfStatusSetByHand(status: ConversationStatus): StatusCause | null {
  const causes = { new: null, open: 'reopen', waiting: 'wait', snoozed: 'snooze', closed: 'close' } as const;
  return causes[status];
}

const PRIVATE_EXCHANGE_RESTS_MS = 7 * 86_400_000;

/**
 * Whether a customer's next message begins a new conversation instead of reopening this one: a private exchange is
 * one matter until seven days after it was closed, everything else keeps its thread.
 */
export function startsAnew(conversation: { closedAt: Date | null; kind: string }, now: Date): boolean {
  if (conversation.kind !== 'message' || conversation.closedAt === null) return false;
  return now.getTime() - conversation.closedAt.getTime() >= PRIVATE_EXCHANGE_RESTS_MS;
}
