import type { DomainEvent } from '@visavis/shared/events/domain-events';
import type { Channel } from '../channels/channel.types.ts';
import type { PostMedia } from '../connectors/connector.ts';
import type { Arrived, ConversationRef, CustomerTurn, Echo } from './conversation.types.ts';
import type { NewEvent } from './conversations.repository.ts';
import type { Change, Folded, MovedMessage, PlacedCreation } from './inbound.types.ts';
import type { InboundPlan } from './plan-inbound.ts';

/** A batch in which there was nothing to store. */
export function nothingNew({ outcomes }: Pick<Folded, 'outcomes'>, echoes: Echo[]): Arrived {
  const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
  return {
    outcomes,
    accepted,
    duplicates: outcomes.length - accepted,
    openedOrReopened: [],
    customerTurns: [],
    messages: [],
    echoes,
  };
}

/** What the next steps of intake have to know of a batch. */
export function arrivedFrom(
  plan: InboundPlan,
  channel: Channel,
  { now, moved }: { now: Date; moved: readonly MovedMessage[] },
): Pick<Arrived, 'openedOrReopened' | 'customerTurns' | 'messages'> {
  const openedOrReopened: ConversationRef[] = [];
  const customerTurns: CustomerTurn[] = [];
  const collect = (
    ref: ConversationRef & { isSpam?: boolean },
    turns: readonly PlacedCreation[],
    replyCount: number,
  ) => {
    const asked = [
      ...turns.map((turn) => askedOf(turn, now)),
      ...moved.filter((message) => ref.isSpam !== true && asks(message, ref)),
    ];
    customerTurns.push(...asked.map((message) => turnOf(message, ref, replyCount)));
  };
  for (const { conversation, turns } of plan.opened) {
    const ref = { ...conversation, channelId: channel.id, teamId: channel.teamId, assigneeId: null };
    if (isNews(conversation)) openedOrReopened.push(refOf(ref));
    // Nobody has to answer what is gone already.
    collect(
      ref,
      turns.filter((turn) => turn.deletedAt === null),
      0,
    );
  }
  for (const { before, after, turns, isNowLive } of plan.updated) {
    if (isNowLive || isReopened(before, after)) openedOrReopened.push(refOf(after));
    collect(
      after,
      turns.filter((turn) => turn.deletedAt === null),
      after.replyCount,
    );
  }
  return { openedOrReopened, customerTurns, messages: messagesOf(plan, channel) };
}

type Asked = Pick<MovedMessage, 'messageId' | 'orderedAt' | 'receivedAt'>;

function askedOf({ id, orderedAt }: PlacedCreation, receivedAt: Date): Asked {
  return { messageId: id, orderedAt, receivedAt };
}

/** Whether a message that moved into a conversation still asks for an answer there. */
function asks(
  { conversationId, contactId, addressesUs, deletedAt }: MovedMessage,
  into: ConversationRef,
): boolean {
  if (conversationId !== into.id || contactId === null || deletedAt !== null) return false;
  return addressesUs || contactId === into.contactId;
}

function messagesOf(plan: InboundPlan, channel: Channel): Arrived['messages'] {
  return plan.messages.flatMap(({ creation, conversationId }) => {
    if (conversationId === null) return [];
    const { id: messageId, post, contact } = creation;
    const isCustomer = contact !== null;
    return [{ conversationId, messageId, channelId: channel.id, externalId: post.externalId, isCustomer }];
  });
}

/** The pictures that messages have now; none for one that lost them. */
export function mediaOf(plan: InboundPlan): { messageId: string; media: PostMedia[] }[] {
  const created = plan.messages
    .filter(({ creation }) => creation.media.length > 0)
    .map(({ creation }) => ({ messageId: creation.id, media: creation.media }));
  const changed = plan.changed.flatMap(({ change }) =>
    change.media === null || change.deletedAt !== null
      ? []
      : [{ messageId: change.message.id, media: change.media }],
  );
  return [...created, ...changed];
}

/** Somebody asks there: a post of its own, or one that moved in with its thread. History is closed from the beginning. */
function isNews({ status }: Pick<ConversationRef, 'status'>): boolean {
  return status !== 'closed';
}

function isReopened(
  before: Pick<ConversationRef, 'status'>,
  after: Pick<ConversationRef, 'status'>,
): boolean {
  return before.status === 'closed' && after.status !== 'closed';
}

function refOf(state: ConversationRef): ConversationRef {
  const { id, channelId, teamId, contactId, status, assigneeId, kind, rating, isHistory } = state;
  return { id, channelId, teamId, contactId, status, assigneeId, kind, rating, isHistory };
}

function turnOf(
  { messageId, orderedAt, receivedAt }: Asked,
  ref: ConversationRef,
  replyCount: number,
): CustomerTurn {
  const { id: conversationId, channelId, teamId } = ref;
  const isFirst = replyCount === 0;
  return {
    conversationId,
    channelId,
    teamId,
    messageId,
    postedAt: orderedAt,
    receivedAt,
    isFirst,
    replyCount,
  };
}

/** Activity lines that a batch leaves. */
export function linesOf(plan: InboundPlan): NewEvent[] {
  const opened = plan.opened
    .filter(({ conversation }) => isNews(conversation))
    .map(({ conversation }): NewEvent => ({
      conversationId: conversation.id,
      type: 'opened',
      actorAgentId: null,
      data: { generation: conversation.generation },
    }));
  const moved = plan.updated
    .filter(({ before, after }) => before.status !== after.status)
    .map(({ before, after }): NewEvent => ({
      conversationId: after.id,
      type: before.status === 'closed' ? 'reopened' : before.status === 'snoozed' ? 'woken' : 'statusChanged',
      actorAgentId: null,
      data: { before: before.status, after: after.status },
    }));
  return [...opened, ...moved];
}

/** What the rest of the product hears of it. */
export function factsOf(plan: InboundPlan, channel: Channel): DomainEvent[] {
  const facts: DomainEvent[] = [];
  for (const { conversation } of plan.opened) {
    if (!isNews(conversation)) continue;
    facts.push({ type: 'conversation.opened', conversationId: conversation.id, teamId: channel.teamId });
  }
  for (const { before, after, isNowLive } of plan.updated) {
    const { id: conversationId, teamId, assigneeId } = after;
    if (before.status !== after.status) {
      const moved = { before: before.status, after: after.status };
      facts.push({ type: 'conversation.statusChanged', conversationId, teamId, assigneeId, ...moved });
    }
    if (isNowLive) facts.push({ type: 'conversation.opened', conversationId, teamId });
    else if (isReopened(before, after)) {
      facts.push({ type: 'conversation.reopened', conversationId, teamId });
    }
  }
  for (const { creation, conversationId } of plan.messages) {
    if (conversationId === null) continue;
    const isCustomer = creation.contact !== null;
    facts.push({
      type: 'message.received',
      conversationId,
      messageId: creation.id,
      channelId: channel.id,
      isCustomer,
    });
  }
  return [...facts, ...plan.changed.flatMap(({ change }) => changedFacts(change))];
}

function changedFacts({ message, editedAt, deletedAt }: Change): DomainEvent[] {
  const { id: messageId, conversationId } = message;
  if (conversationId === null) return [];
  const isEdit = editedAt?.getTime() !== message.editedAt?.getTime();
  return [
    ...(isEdit ? [{ type: 'message.changed', conversationId, messageId, change: 'edited' } as const] : []),
    ...(deletedAt === null
      ? []
      : [{ type: 'message.changed', conversationId, messageId, change: 'deleted' } as const]),
  ];
}
