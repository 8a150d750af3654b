import type { ConversationEvent, MessageItem } from '@visavis/shared/api/conversations';
import type { HandOverItem } from '@visavis/shared/api/hand-over';

export type ThreadEntry =
  | { kind: 'day'; id: string; at: string }
  | { kind: 'message'; id: string; message: MessageItem }
  | { kind: 'event'; id: string; event: ConversationEvent }
  | { kind: 'handOver'; id: string; handOver: HandOverItem };

/** What happened by itself, on the way of every post: said by the messages already. */
function isWorthALine({ type, actor, data }: ConversationEvent): boolean {
  if (type === 'opened') return false;
  if (type === 'statusChanged') return actor !== null && data.after !== 'waiting';
  if (type === 'reopened' || type === 'tagsChanged' || type === 'priorityChanged') return actor !== null;
  return true;
}

/** Between the card and the lines of the same step lies next to nothing. */
const ONE_STEP_MS = 1_000;

/** A hand-over is told by its card: who lost it and who got it need no line of their own. */
function isToldBy(handOvers: readonly HandOverItem[], { type, at, data }: ConversationEvent): boolean {
  if (type !== 'assigned' && type !== 'released' && type !== 'teamChanged') return false;
  return handOvers.some(
    (card) =>
      Math.abs(Date.parse(card.at) - Date.parse(at)) < ONE_STEP_MS &&
      (type === 'assigned'
        ? card.to?.id === data.agentId
        : type === 'released'
          ? card.to === null
          : card.team.id === data.after),
  );
}

function timeOf({ postedAt, receivedAt }: MessageItem): number {
  return Math.min(Date.parse(postedAt), Date.parse(receivedAt));
}

const dayOf = (time: number) => new Date(time).toDateString();

/** A thread as it is read: messages in their order, what was done between them, and a line where a day begins. */
export function threadEntries(
  messages: readonly MessageItem[],
  events: readonly ConversationEvent[],
  handOvers: readonly HandOverItem[] = [],
): ThreadEntry[] {
  const told = events.filter((event) => isWorthALine(event) && !isToldBy(handOvers, event));
  // A reply that was taken back before it went out was never said.
  const said = messages.filter((message) => message.delivery?.state !== 'cancelled');
  const first = said[0];
  const entries: { at: number; entry: ThreadEntry }[] = [
    ...said.map((message) => ({
      at: timeOf(message),
      entry: { kind: 'message' as const, id: message.id, message },
    })),
    // What was done before the oldest message that is loaded comes with the older ones.
    ...told
      .filter((event) => first === undefined || Date.parse(event.at) >= timeOf(first))
      .map((event) => ({
        at: Date.parse(event.at),
        entry: { kind: 'event' as const, id: event.id, event },
      })),
    ...handOvers
      .filter((card) => first === undefined || Date.parse(card.at) >= timeOf(first))
      .map((handOver) => ({
        at: Date.parse(handOver.at),
        entry: { kind: 'handOver' as const, id: handOver.id, handOver },
      })),
  ];
  const sorted = entries
    .map((each, index) => ({ ...each, index }))
    .toSorted((a, b) => a.at - b.at || a.index - b.index);
  return sorted.flatMap(({ at, entry }, index) => {
    const before = sorted[index - 1];
    const isNewDay = before === undefined || dayOf(before.at) !== dayOf(at);
    return isNewDay
      ? [{ kind: 'day' as const, id: `day-${dayOf(at)}`, at: new Date(at).toISOString() }, entry]
      : [entry];
  });
}
