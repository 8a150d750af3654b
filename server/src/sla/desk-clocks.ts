import type { ClockPause } from '@visavis/shared/sla/clock-run';
import type { CancelReason } from '@visavis/shared/sla/sla-clock';
import type { ConversationState } from '../conversations/conversation.types.ts';
import type { StoryLine } from '../conversations/conversation-story.repository.ts';
import type { ClockChanges } from './clock-changes.ts';
import type { Ending, OpenTarget, Turn } from './sla.types.ts';
import { pausesInStory } from './story-pauses.ts';

export interface OpenDeskTarget extends OpenTarget {
  fetchDelayMs: number;
  pausedAt: Date | null;
}

/** The clocks of a conversation that follow what is done at the desk. */
export interface DeskClocks {
  conversationId: string;
  open: OpenDeskTarget[];
  /** The last of each kind so far. */
  resolution: {
    turn: number;
    startedAt: Date;
    endedAt: Date | null;
    cancelReason: CancelReason | null;
  } | null;
  pickUp: { turn: number; startedAt: Date } | null;
}

/** Why the desk is looked at. */
export interface Occasion {
  /** Conversations in which a customer wrote something that asks for us, or that were reopened. */
  begun?: ReadonlySet<string>;
  /** Conversations that were given to somebody. */
  assigned?: ReadonlySet<string>;
  /** How what ends now ends without an answer; closed unless told. */
  ending?: Ending;
  /** What starts now may have waited before: it stood still when the story says so. */
  looksBack?: boolean;
}

interface Desk {
  state: ConversationState;
  clocks: DeskClocks;
  story: readonly StoryLine[];
  /** The oldest message that waits. */
  oldestTurn: Turn | null;
}

/** Lets pauses, pick-up and resolution follow what was done to a conversation. Doing it again changes nothing. */
export function followDesk(changes: ClockChanges, desk: Desk, occasion: Occasion): void {
  for (const open of desk.clocks.open) followPauses(changes, desk, open);
  followResolution(changes, desk, occasion);
  followPickUp(changes, desk, occasion);
}

function followPauses(changes: ClockChanges, { state, story }: Desk, open: OpenDeskTarget): void {
  const pauses = pausesInStory(state, story, open, open.pauseRules);
  if (!isSame(pauses, open.pauses)) changes.pause(state.id, open, pauses);
}

function isSame(one: readonly ClockPause[], other: readonly ClockPause[]): boolean {
  const key = (pauses: readonly ClockPause[]) =>
    pauses.map(({ from, to, reason }) => `${from.getTime()}-${to?.getTime() ?? ''}-${reason}`).join(' ');
  return key(one) === key(other);
}

function followResolution(changes: ClockChanges, desk: Desk, { begun, ending }: Occasion): void {
  const { state, clocks } = desk;
  const open = clocks.open.find(({ metric }) => metric === 'resolution');
  if (open !== undefined) {
    if (state.isSpam) changes.cancel(state.id, open, { reason: 'spam' });
    else if (isGone(ending) && state.replyCount === 0 && desk.oldestTurn === null)
      changes.cancel(state.id, open, ending);
    else if (state.status === 'closed') endResolution(changes, desk, { open, ending });
    return;
  }
  if (state.status === 'closed' || state.isSpam || state.isHistory || begun?.has(state.id) !== true) return;
  const from = resolutionStart(desk);
  if (from !== null)
    changes.start(
      state,
      { metric: 'resolution', turn: (clocks.resolution?.turn ?? 0) + 1, from },
      desk.story,
    );
}

/** Whether a matter needs no resolution any more because its messages were deleted or moved to another conversation. */
function isGone(ending: Ending | undefined): ending is Ending {
  return ending?.reason === 'deleted' || ending?.reason === 'merged';
}

/** Closed is resolved, unless somebody decided that there was nothing to answer. */
function endResolution(
  changes: ClockChanges,
  { state }: Desk,
  { open, ending }: { open: OpenDeskTarget; ending: Ending | undefined },
): void {
  if (ending?.decision !== undefined && state.replyCount === 0) changes.cancel(state.id, open, ending);
  else changes.meet(state.id, open, state.closedAt ?? changes.now);
}

/** From the first message of the matter; a reopening begins a matter of its own. Null where a policy came too late. */
function resolutionStart({ state, clocks, story, oldestTurn }: Desk): Turn | null {
  const last = clocks.resolution;
  if (last?.cancelReason === 'spam') return { postedAt: last.startedAt, receivedAt: last.startedAt };
  const reopened = story.findLast(({ type }) => type === 'reopened');
  const reopenedAt = reopened?.at ?? null;
  // Reopened by a customer's thank-you: it asks for nothing, so there is nothing new to resolve.
  if (reopened?.actorId === null && oldestTurn === null) return null;
  if (last === null && reopenedAt === null) return state.replyCount === 0 ? oldestTurn : null;
  if (reopenedAt === null || (last?.endedAt != null && reopenedAt < last.endedAt)) return null;
  if (oldestTurn !== null && (last?.endedAt == null || oldestTurn.receivedAt >= last.endedAt))
    return oldestTurn;
  return { postedAt: reopenedAt, receivedAt: reopenedAt };
}

function followPickUp(changes: ClockChanges, desk: Desk, { assigned }: Occasion): void {
  const { state, clocks } = desk;
  const { assigneeId, assignedAt } = state;
  const open = clocks.open.find(({ metric }) => metric === 'pickUp');
  const isOver = state.isSpam || state.status === 'closed';
  if (open !== undefined && (isOver || assignedAt === null || !isAt(open.startedAt, assignedAt)))
    changes.cancel(state.id, open, {
      reason: state.isSpam ? 'spam' : state.status === 'closed' ? 'closed' : 'reassigned',
    });
  if (assigned?.has(state.id) !== true || assigneeId === null || assignedAt === null || isOver) return;
  if (state.status !== 'new' && state.status !== 'open') return;
  if (clocks.pickUp !== null && isAt(clocks.pickUp.startedAt, assignedAt)) return;
  // Whoever takes a conversation themselves is looking at it: nothing is left to be picked up.
  const given = desk.story.findLast(({ type, agentId }) => type === 'assigned' && agentId === assigneeId);
  if (given?.actorId === assigneeId) return;
  const from = { postedAt: assignedAt, receivedAt: assignedAt };
  changes.start(state, { metric: 'pickUp', turn: (clocks.pickUp?.turn ?? 0) + 1, from });
}

function isAt(one: Date, other: Date): boolean {
  return one.getTime() === other.getTime();
}
