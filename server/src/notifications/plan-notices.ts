import type { NoticeKind } from '@visavis/shared/api/notices';
import type { DomainEvent, FactName } from '@visavis/shared/events/domain-events';
import { excerpt } from '@visavis/shared/text/excerpt';
import type {
  AssignmentLine,
  CustomerReturn,
  Follower,
  HandOverCard,
  PlannedNotice,
  TellingConversation,
  WrittenMessage,
} from './notification.types.ts';

/** What somebody may be told of, or what makes telling needless. */
export const TELLING_FACTS = [
  'conversation.statusChanged',
  'conversation.assigned',
  'conversation.handedOver',
  'note.added',
  'message.received',
  'reply.accepted',
] as const satisfies readonly FactName[];

const LONGEST_TEXT = 280;

type Fact<K extends FactName> = Extract<DomainEvent, { type: K }>;

/** What the facts are about, as it stands now. */
export interface TellingContext {
  conversations: ReadonlyMap<string, TellingConversation>;
  /** By `assignmentKey`. */
  assignments: ReadonlyMap<string, AssignmentLine>;
  /** By message. */
  returns: ReadonlyMap<string, CustomerReturn>;
  messages: ReadonlyMap<string, WrittenMessage>;
  handOvers: ReadonlyMap<string, HandOverCard>;
  /** By conversation. */
  followers: ReadonlyMap<string, readonly Follower[]>;
}

export function assignmentKey({
  conversationId,
  agentId,
  way,
}: Pick<AssignmentLine, 'conversationId' | 'agentId' | 'way'>): string {
  return `${conversationId} ${agentId} ${way}`;
}

/**
 * Who is told of what. Nobody is told of what they did themselves, and one fact tells one person at most once: a
 * question is not a mention as well, and a conversation that comes with a card or with its customer is not merely
 * assigned.
 */
export function planNotices(facts: readonly DomainEvent[], context: TellingContext): PlannedNotice[] {
  const planned = facts.flatMap((fact) => oncePerPerson(noticesOf(fact, context)));
  const distinct = new Map<string, PlannedNotice>();
  for (const notice of planned) distinct.set(keyOf(notice), notice);
  const all = [...distinct.values()];
  const better = new Set(all.filter(({ kind }) => SUPERSEDING.has(kind)).map(placeOf));
  return all.filter((notice) => notice.kind !== 'assigned' || !better.has(placeOf(notice)));
}

/** These say more than that a conversation was assigned. */
export const SUPERSEDING: ReadonlySet<NoticeKind> = new Set(['handOver', 'customerBack']);

function noticesOf(fact: DomainEvent, context: TellingContext): PlannedNotice[] {
  const conversation = 'conversationId' in fact ? context.conversations.get(fact.conversationId) : undefined;
  if (conversation === undefined || conversation.isSpam) return [];
  // What is done needs nobody any more; what was asked there still does.
  if (conversation.isClosed && fact.type !== 'note.added') return [];
  switch (fact.type) {
    case 'conversation.assigned':
      return ofAssignment(fact, conversation, context);
    case 'conversation.handedOver':
      return ofHandOver(fact, context);
    case 'note.added':
      return ofNote(fact, context);
    case 'message.received':
      return fact.isCustomer ? ofCustomer(fact, conversation, context) : [];
    case 'reply.accepted':
      return ofReply(fact, context);
    default:
      return [];
  }
}

function ofAssignment(
  { conversationId, before, after, actor }: Fact<'conversation.assigned'>,
  conversation: TellingConversation,
  { assignments }: TellingContext,
): PlannedNotice[] {
  const told = (kind: NoticeKind, agentId: string, way: AssignmentLine['way']): PlannedNotice[] => {
    const line = assignments.get(assignmentKey({ conversationId, agentId, way }));
    if (line === undefined || agentId === actor) return [];
    const { eventId: sourceId, at } = line;
    return [{ agentId, kind, conversationId, actorAgentId: actor, sourceId, text: '', at }];
  };
  const isStillTheirs = after !== null && conversation.assigneeId === after;
  const isTaken = before !== null && actor !== null && conversation.assigneeId !== before;
  return [
    ...(isStillTheirs ? told('assigned', after, 'given') : []),
    ...(isTaken ? told('takenOver', before, 'taken') : []),
  ];
}

function ofHandOver(
  { conversationId, handOverId, to, actor }: Fact<'conversation.handedOver'>,
  { handOvers }: TellingContext,
): PlannedNotice[] {
  const card = handOvers.get(handOverId);
  if (card === undefined || to === null || to === actor) return [];
  const text = excerpt(card.note, LONGEST_TEXT);
  const about = { conversationId, sourceId: card.id, text, at: card.at };
  return [{ agentId: to, kind: 'handOver', actorAgentId: actor, ...about }];
}

function ofNote(
  { conversationId, messageId, authorId, mentions, asked, answers = [] }: Fact<'note.added'>,
  { messages, followers }: TellingContext,
): PlannedNotice[] {
  const note = messages.get(messageId);
  if (note === undefined) return [];
  const text = excerpt(note.text, LONGEST_TEXT);
  const about = { conversationId, actorAgentId: authorId, sourceId: messageId, text, at: note.at };
  const told = (kind: NoticeKind, agentIds: readonly string[]): PlannedNotice[] =>
    agentIds.filter((id) => id !== authorId).map((agentId) => ({ agentId, kind, ...about }));
  return [
    ...told('askedForHelp', asked),
    ...told('answered', answers),
    ...told('mentioned', mentions),
    ...told('followed', followersOf(followers, conversationId)),
  ];
}

/** Whoever has it, or else whoever helped last, hears that the customer is back; followers hear of every message. */
function ofCustomer(
  { conversationId, messageId }: Fact<'message.received'>,
  conversation: TellingConversation,
  { messages, returns, followers }: TellingContext,
): PlannedNotice[] {
  const message = messages.get(messageId);
  if (message === undefined || conversation.isHistory) return [];
  const about = { conversationId, actorAgentId: null, text: '' };
  const host = conversation.assigneeId ?? conversation.lastHelperId;
  const comeback = returns.get(messageId);
  const back: PlannedNotice[] =
    comeback === undefined || host === null
      ? []
      : [{ ...about, agentId: host, kind: 'customerBack', sourceId: comeback.eventId, at: comeback.at }];
  const following = followersOf(followers, conversationId)
    .filter((id) => id !== conversation.assigneeId)
    .map((agentId): PlannedNotice => {
      return { ...about, agentId, kind: 'followed', sourceId: messageId, at: message.at };
    });
  return [...back, ...following];
}

function ofReply(
  { conversationId, messageId, agentId: authorId, acceptedAt }: Fact<'reply.accepted'>,
  { followers }: TellingContext,
): PlannedNotice[] {
  const about = { conversationId, actorAgentId: authorId, sourceId: messageId, text: '' };
  return followersOf(followers, conversationId)
    .filter((id) => id !== authorId)
    .map((agentId) => ({ agentId, kind: 'followed', ...about, at: new Date(acceptedAt) }));
}

function followersOf(followers: TellingContext['followers'], conversationId: string): string[] {
  return (followers.get(conversationId) ?? []).map(({ agentId }) => agentId);
}

/** The first that is found for a person is the one that says most. */
function oncePerPerson(notices: readonly PlannedNotice[]): PlannedNotice[] {
  const told = new Set<string>();
  return notices.filter(({ agentId }) => !told.has(agentId) && told.add(agentId));
}

/** What several messages of a followed conversation bring at once is told once, by the last of them. */
function keyOf({ agentId, kind, conversationId, sourceId }: PlannedNotice): string {
  return `${agentId} ${kind} ${kind === 'followed' ? conversationId : sourceId}`;
}

function placeOf({ agentId, conversationId }: PlannedNotice): string {
  return `${agentId} ${conversationId}`;
}
