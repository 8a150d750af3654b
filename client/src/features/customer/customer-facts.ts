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

/** Who of us knows a customer best: most earlier conversations, the latest of them where several have as many. */
export function knownHelper(history: readonly ContactHistoryItem[]): KnownHelper | null {
  const byHelper = new Map<string, KnownHelper>();
  for (const past of history) {
    if (past.helper === null) continue;
    const known = byHelper.get(past.helper.id);
    if (known === undefined) byHelper.set(past.helper.id, { helper: past.helper, count: 1, last: past });
    else {
      known.count += 1;
      if (lastOf(past) > lastOf(known.last)) known.last = past;
    }
  }
  const [best] = [...byHelper.values()].toSorted(
    (a, b) => b.count - a.count || lastOf(b.last) - lastOf(a.last),
  );
  return best ?? null;
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
