import type {
  ContactHistoryItem,
  ConversationDetail,
  MessageItem,
  PersonRef,
} from '@visavis/shared/api/conversations';

export interface KnownHelper {
  helper: PersonRef;
  /** How many earlier conversations were theirs. */
  count: number;
  /** The newest of them. */
  last: ContactHistoryItem;
}

/**
 * What a customer and whoever knows them have behind them; null where that is nothing but this conversation, which shows
 * it itself. Who knows a customer the server says, so that panel, row and placement name the same person.
 */
export function knownHelper(
  knows: PersonRef | null,
  history: readonly ContactHistoryItem[],
): KnownHelper | null {
  if (knows === null) return null;
  const theirs = history.filter(({ helper }) => helper?.id === knows.id);
  const [last] = theirs.toSorted((a, b) => lastOf(b) - lastOf(a));
  return last === undefined ? null : { helper: knows, count: theirs.length, last };
}

const lastOf = ({ lastCustomerMessageAt }: ContactHistoryItem) => Date.parse(lastCustomerMessageAt);

/** Everybody of us who had a part in a conversation, in the order in which they came. */
export function peopleInvolved({
  messages,
  events,
  assignee,
}: Pick<ConversationDetail, 'messages' | 'events' | 'assignee'>): PersonRef[] {
  const came = [
    ...messages.flatMap(writerOf),
    ...events.flatMap(({ actor, at }) => (actor === null ? [] : [{ person: actor, at }])),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const people = new Map(came.map(({ person }) => [person.id, person]));
  if (assignee !== null && !people.has(assignee.id)) people.set(assignee.id, assignee);
  return [...people.values()];
}

function writerOf({ author, postedAt, delivery }: MessageItem): { person: PersonRef; at: string }[] {
  const { kind, id, name, avatarUrl = '' } = author;
  if (kind !== 'agent' || id === null || delivery?.state === 'cancelled') return [];
  return [{ person: { id, name, avatarUrl }, at: postedAt }];
}
