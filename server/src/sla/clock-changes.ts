import type { ClockPause } from '@visavis/shared/sla/clock-run';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import type { StoryLine } from '../conversations/conversation-story.repository.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { movedTarget, newTarget, nextClock } from './next-clock.ts';
import type {
  Ending,
  MovedTarget,
  NewTarget,
  OpenTarget,
  Promised,
  SlaMetric,
  Turn,
  Waiting,
} from './sla.types.ts';
import { pausesInStory } from './story-pauses.ts';

interface Named {
  id: string;
  conversationId: string;
  metric: SlaMetric;
}

type SlaChanged = Extract<DomainEvent, { type: 'sla.changed' }>;
type Change = SlaChanged['change'];

/** What a clock starts with. */
interface Beginning {
  metric: SlaMetric;
  turn: number;
  /** The message, or what was done at the desk. */
  from: Turn;
}

/** What follows for a set of conversations, collected so that it can be written at once. */
export class ClockChanges {
  readonly cancelled: (Named & Ending)[] = [];
  readonly met: (Named & { at: Date })[] = [];
  readonly moved: MovedTarget[] = [];
  readonly started: NewTarget[] = [];
  readonly pauses = new Map<string, readonly ClockPause[]>();
  private readonly told: { clock: Named; change: Change }[] = [];

  constructor(
    private readonly promisedTo: ((state: ConversationState) => Promised) | null,
    readonly now: Date,
  ) {}

  /**
   * Lets the one clock for an answer follow what waits.
   *
   * @param story of the conversation; empty where nothing that waits can have waited before
   */
  followTurns(
    state: ConversationState,
    waiting: Waiting,
    { ending, story }: { ending: Ending; story: readonly StoryLine[] },
  ): void {
    const step = nextClock(waiting);
    const { oldestTurn, openTarget } = waiting;
    if (openTarget !== null && (step === 'cancel' || step === 'restart'))
      this.cancel(
        state.id,
        openTarget,
        step === 'cancel' || ending.reason === 'merged' ? ending : { reason: 'deleted' },
      );
    if (oldestTurn === null) return;
    if (openTarget !== null && step === 'moveStart') {
      this.moved.push(movedTarget(openTarget, state.id, oldestTurn));
      this.tell({ ...openTarget, conversationId: state.id }, 'started');
    }
    if (step !== 'start' && step !== 'restart') return;
    const metric = state.replyCount > 0 ? 'nextResponse' : 'firstResponse';
    this.start(state, { metric, turn: waiting.lastTurns[metric] + 1, from: oldestTurn }, story);
  }

  /** Starts a clock, where the policy promises something of the kind, with the pauses that lie behind its start. */
  start(state: ConversationState, beginning: Beginning, story: readonly StoryLine[] = []): void {
    const made = this.make(state, beginning, story);
    if (made === null) return;
    const { target, pauses } = made;
    if (pauses.length > 0) this.pauses.set(target.id, pauses);
    this.started.push(target);
    this.tell(target, 'started');
  }

  /** A thank-you needed no answer from the beginning: it leaves a clock that is over, so that the ledger can say why. */
  skip(state: ConversationState, beginning: Beginning): void {
    const made = this.make(state, beginning, []);
    if (made === null) return;
    this.started.push({ ...made.target, cancelledAt: this.now, cancelReason: 'courtesy' });
    this.tell(made.target, 'cancelled');
  }

  cancel(conversationId: string, { id, metric }: Pick<OpenTarget, 'id' | 'metric'>, ending: Ending): void {
    this.cancelled.push({ id, conversationId, metric, ...ending });
    this.tell({ id, conversationId, metric }, 'cancelled');
  }

  meet(conversationId: string, { id, metric }: Pick<OpenTarget, 'id' | 'metric'>, at: Date): void {
    this.met.push({ id, conversationId, metric, at });
    this.tell({ id, conversationId, metric }, 'met');
  }

  /** The history says that it stood still at other times than was known. */
  pause(
    conversationId: string,
    open: OpenTarget & { fetchDelayMs: number; pausedAt: Date | null },
    pauses: readonly ClockPause[],
  ): void {
    const receivedAt = new Date(open.startedAt.getTime() + open.fetchDelayMs);
    const moved = movedTarget(open, conversationId, { postedAt: open.startedAt, receivedAt }, pauses);
    this.moved.push(moved);
    this.pauses.set(open.id, pauses);
    const isPaused = moved.pausedAt !== null;
    if (isPaused !== (open.pausedAt !== null)) this.tell(moved, isPaused ? 'paused' : 'resumed');
    else this.tell(moved, 'started');
  }

  facts(): SlaChanged[] {
    return this.told.map(({ clock, change }) => ({
      type: 'sla.changed',
      conversationId: clock.conversationId,
      change,
      targetId: clock.id,
      metric: clock.metric,
    }));
  }

  /** Null where the policy promises nothing of the kind. */
  private make(state: ConversationState, beginning: Beginning, story: readonly StoryLine[]) {
    if (this.promisedTo === null) return null;
    const promised = this.promisedTo(state);
    const clock = { metric: beginning.metric, startedAt: beginning.from.postedAt };
    const pauses = pausesInStory(state, story, clock, promised.policy.pauses);
    const start = { id: newId(this.now), conversationId: state.id, ...beginning };
    const target = newTarget(start, promised, pauses);
    return target === null ? null : { target, pauses };
  }

  private tell({ id, conversationId, metric }: Named, change: Change): void {
    this.told.push({ clock: { id, conversationId, metric }, change });
  }
}
