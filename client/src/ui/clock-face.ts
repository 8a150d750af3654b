import type { DueClock } from '@visavis/shared/api/conversations';

export interface ClockFace {
  state: 'calm' | 'soon' | 'over' | 'paused' | 'met';
  /** What is left of the time, 0 to 1. */
  share: number;
  /** Left, over, or needed, by state. */
  ms: number;
  /** Under two minutes: the seconds count. */
  isExact: boolean;
}

const SOON_MS = 15 * 60_000;
const EXACT_MS = 2 * 60_000;

/**
 * What a chip shows at an instant. The server says when a clock is soon or late; between two pushes the screen goes on
 * by itself: soon is the last third, or the last quarter of an hour of a longer time.
 */
export function clockFace(
  due: Pick<DueClock, 'at' | 'state' | 'startedAt' | 'metAt'>,
  now: number,
): ClockFace {
  const deadline = Date.parse(due.at);
  const started = Date.parse(due.startedAt);
  const total = Math.max(1, deadline - started);
  const left = deadline - now;
  const share = Math.max(0, Math.min(1, left / total));
  if (due.state === 'met') {
    return {
      state: 'met',
      share: 1,
      ms: Math.max(0, Date.parse(due.metAt ?? due.at) - started),
      isExact: false,
    };
  }
  if (due.state === 'paused') return { state: 'paused', share, ms: Math.max(0, left), isExact: false };
  if (left <= 0) return { state: 'over', share: 0, ms: -left, isExact: -left < EXACT_MS };
  const isSoon = due.state === 'soon' || due.state === 'breached' || left <= Math.min(total / 3, SOON_MS);
  return { state: isSoon ? 'soon' : 'calm', share, ms: left, isExact: left < EXACT_MS };
}
