import type { DueClock } from '@visavis/shared/api/conversations';
import { slaClock } from '@visavis/shared/sla/sla-clock';
import { workLeftMs } from '@visavis/shared/sla/work-time';

export interface ClockFace {
  state: 'calm' | 'soon' | 'over' | 'paused' | 'met';
  /** What is left of the time, 0 to 1. */
  share: number;
  /** Left, over, or needed, by state; in the open time of the clock's calendar. */
  ms: number;
  /** Under two minutes: the seconds count. */
  isExact: boolean;
}

/** What a clock has to say of itself to be shown. */
export type ShownClock = Pick<
  DueClock,
  'at' | 'state' | 'startedAt' | 'metAt' | 'pausedAt' | 'soonAt' | 'work'
>;

const MINUTE = 60_000;
const EXACT_MS = 2 * MINUTE;

/**
 * What a chip shows at an instant. The server says when a clock is soon or late; between two pushes the screen goes on
 * by itself, by the same rules: late from the deadline on, soon from the instant that its policy has, and no minute
 * counts in which its calendar is closed.
 */
export function clockFace(due: ShownClock, now: number): ClockFace {
  const { work } = due;
  const startedAt = new Date(due.startedAt);
  const deadlineAt = new Date(due.at);
  if (due.state === 'met') {
    const lastedMs = new Date(due.metAt ?? due.at).getTime() - startedAt.getTime();
    const neededMs = work ? work.minutes * MINUTE : lastedMs;
    return { state: 'met', share: 1, ms: Math.max(0, neededMs), isExact: false };
  }
  const pausedAt = due.state === 'paused' ? new Date(due.pausedAt ?? now) : null;
  const soonAt = due.soonAt === undefined ? null : new Date(due.soonAt);
  const { state, remainingMs } = slaClock({ startedAt, deadlineAt, pausedAt, soonAt }, new Date(now));
  const isOver = pausedAt === null && state === 'breached';
  const leftMs = Math.max(0, (isOver ? -1 : 1) * (work ? workLeftMs(work, now) : remainingMs));
  const total = work ? work.targetMinutes * MINUTE : deadlineAt.getTime() - startedAt.getTime();
  const share = isOver ? 0 : Math.min(1, leftMs / Math.max(1, total));
  if (pausedAt !== null) return { state: 'paused', share, ms: leftMs, isExact: false };
  const isSoon = state === 'soon' || due.state === 'soon';
  return {
    state: isOver ? 'over' : isSoon ? 'soon' : 'calm',
    share,
    ms: leftMs,
    isExact: leftMs < EXACT_MS,
  };
}
