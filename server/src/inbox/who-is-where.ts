import type { ConversationPresence } from '@visavis/shared/events/pushes';
import type { ScreenInRoom } from '../platform/realtime/socket-context.ts';

/** The room of a conversation is named so. */
export const CONVERSATION_ROOM = 'conversation:';
const KEPT = 'presence';

/** What a screen says of itself in the conversation that it shows. */
export interface OwnPresence {
  state: ConversationPresence;
  /** When this state began, in milliseconds by the server's clock. */
  since: number;
}

export interface PersonThere extends OwnPresence {
  agentId: string;
}

/** By conversation. */
export type WhoIsWhere = Map<string, PersonThere[]>;

interface Keeps {
  readonly kept: Readonly<Record<string, unknown>>;
  keep(name: string, value: unknown): void;
}

/** What screens keep comes from other processes too, perhaps of another release: only what can be read counts. */
export function presenceOf({ kept }: Pick<Keeps, 'kept'>): OwnPresence {
  const { state, since } = (kept[KEPT] ?? {}) as Partial<OwnPresence>;
  return { state: state === 'writing' ? 'writing' : 'reading', since: typeof since === 'number' ? since : 0 };
}

export function keepPresence(screen: Keeps, presence: OwnPresence): void {
  screen.keep(KEPT, presence);
}

export function conversationsOf(rooms: Iterable<string>): string[] {
  return [...rooms]
    .filter((room) => room.startsWith(CONVERSATION_ROOM))
    .map((room) => room.slice(CONVERSATION_ROOM.length));
}

/**
 * Who is in which conversation: whoever writes on one screen writes, whatever the other screens do. Those who write come
 * first, among equals whoever began first.
 */
export function whoIsWhere(screens: readonly ScreenInRoom[]): WhoIsWhere {
  const people = new Map<string, Map<string, PersonThere>>();
  for (const screen of screens) {
    const present: PersonThere = { agentId: screen.agentId, ...presenceOf(screen) };
    for (const id of conversationsOf(screen.rooms)) {
      const there = people.get(id) ?? new Map<string, PersonThere>();
      const known = there.get(screen.agentId);
      if (known === undefined || inOrder(present, known) < 0) there.set(screen.agentId, present);
      people.set(id, there);
    }
  }
  return new Map([...people].map(([id, there]) => [id, [...there.values()].toSorted(inOrder)]));
}

function inOrder(one: PersonThere, other: PersonThere): number {
  if (one.state !== other.state) return one.state === 'writing' ? -1 : 1;
  return one.since - other.since || (one.agentId < other.agentId ? -1 : 1);
}

/** The conversations in which somebody came, went, or began something else. */
export function differing(before: WhoIsWhere, now: WhoIsWhere): string[] {
  const sign = (people: readonly PersonThere[] | undefined) =>
    (people ?? []).map(({ agentId, state }) => `${agentId} ${state}`).join();
  return [...new Set([...before.keys(), ...now.keys()])].filter(
    (id) => sign(before.get(id)) !== sign(now.get(id)),
  );
}
