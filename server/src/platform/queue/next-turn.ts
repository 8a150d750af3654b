import type { AddOptions } from './job-queue.ts';

/** A little later than the instant: by the clock of another machine it may still be to come. */
const AFTER_MS = 100;

/**
 * A turn of a sweep at an instant that is known beforehand, so that it is not noticed with the sweep after it only. One
 * for each instant, however often it is asked for.
 */
export function nextTurn(at: Date, now: Date): AddOptions {
  return { jobId: `turn-${at.getTime()}`, delayMs: at.getTime() - now.getTime() + AFTER_MS };
}
