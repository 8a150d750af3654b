import type { DueClock } from '@visavis/shared/api/conversations';
import { slaClock } from '@visavis/shared/sla/sla-clock';

export interface ClockFace {
  state: 'calm' | 'soon' | 'over' | 'paused' | 'met';
  /** What is left of the time, 0 to 1. */
  share: number;
  /** Left, over, or needed, by state. */
  ms: number;
  /** Under two minutes: the seconds count. */
  isExact: boolean;
}

const EXACT_MS = 2 * 60_000;

/**
 * What a chip shows at an instant. The server says when a clock is soon or late; between two pushes the screen goes on
 * by itself, by the same rule.
 */
export function clockFace(
  due: Pick<DueClock, 'at' | 'state' | 'startedAt' | 'metAt'>,
  now: number,
): ClockFace {
  const startedAt = new Date(due.startedAt);
  const deadlineAt = new Date(due.at);
  const total = Math.max(1, deadlineAt.getTime() - startedAt.getTime());
  if (due.state === 'met') {
    const neededMs = new Date(due.metAt ?? due.at).getTime() - startedAt.getTime();
    return { state: 'met', share: 1, ms: Math.max(0, neededMs), isExact: false };
  }
  const { state, remainingMs } = slaClock({ startedAt, deadlineAt }, new Date(now));
  const share = Math.max(0, Math.min(1, remainingMs / total));
  if (due.state === 'paused') return { state: 'paused', share, ms: Math.max(0, remainingMs), isExact: false };
  const isExact = Math.abs(remainingMs) < EXACT_MS;
  if (state === 'breached') return { state: 'over', share: 0, ms: Math.abs(remainingMs), isExact };
  const isSoon = state === 'soon' || due.state === 'soon';
  return { state: isSoon ? 'soon' : 'calm', share, ms: remainingMs, isExact };
}
