import type { ConversationItem, MessageItem, OpenAsk } from '../api/conversations.ts';
import type { HandOverItem } from '../api/hand-over.ts';

interface Reader {
  readonly id: string;
  readonly teamIds: readonly string[];
}

/**
 * The card that somebody who opens a conversation has to see: the last hand-over, while nobody has answered since, for whom it
 * is meant. One to a team is for whoever has the conversation now, and for the team while nobody has it.
 *
 * @param handOvers the newest first
 */
export function openHandOver(
  handOvers: readonly HandOverItem[],
  conversation: Pick<ConversationItem, 'assignee'>,
  reader: Reader,
): HandOverItem | null {
  const [last] = handOvers;
  if (last === undefined || last.answeredAt !== null) return null;
  const assigneeId = conversation.assignee?.id ?? null;
  if (assigneeId === reader.id) return last.to === null || last.to.id === reader.id ? last : null;
  return last.to === null && assigneeId === null && reader.teamIds.includes(last.team.id) ? last : null;
}

/** Questions to somebody that they have not answered, in the order of the thread. */
export function openAsksOf(messages: readonly MessageItem[], readerId: string): OpenAsk[] {
  return messages
    .filter(({ asks }) => asks?.includes(readerId) ?? false)
    .map(({ id, author, text, postedAt }) => ({
      messageId: id,
      from: { id: author.id ?? '', name: author.name, avatarUrl: author.avatarUrl ?? '' },
      text,
      at: postedAt,
    }));
}
