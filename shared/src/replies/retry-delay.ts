const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** After the first, second … failed try; hourly from then on. */
const backoffMs = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
] as const;

/** Of the backoff, on top: so that what failed together is not tried again together. */
const JITTER = 0.2;

/** A network that names a reset and then refuses all the same is taken at its word this often. */
const TRUSTED_RESETS = 3;
const LEAST_MS = SECOND_MS;

const GIVE_UP_AFTER_MS = 24 * HOUR_MS;

export interface RetryCircumstances {
  readonly now: Date;
  readonly firstAttemptedAt: Date;
  /** When the network will take the next call, by its own word: never undercut. */
  readonly retryAfter?: Date | null | undefined;
  /** In [0, 1). */
  readonly random: number;
  /** How long a delivery is tried, from its first attempt on; a day unless told otherwise. */
  readonly giveUpAfterMs?: number;
}

/**
 * How many milliseconds to wait after the failed try number `attempt` (the first is 1), or null when the next try
 * would come too late to be worth it and a person has to look.
 */
export function retryDelay(attempt: number, circumstances: RetryCircumstances): number | null {
  const { now, firstAttemptedAt, random, giveUpAfterMs = GIVE_UP_AFTER_MS } = circumstances;
  const step = backoffMs[Math.min(Math.max(attempt, 1), backoffMs.length) - 1] ?? HOUR_MS;
  const delayMs = Math.ceil(waitMs(attempt, step, circumstances) + step * JITTER * random);
  const triedForMs = now.getTime() + delayMs - firstAttemptedAt.getTime();
  return triedForMs <= giveUpAfterMs ? delayMs : null;
}

function waitMs(attempt: number, step: number, { now, retryAfter }: RetryCircumstances): number {
  if (!retryAfter) return step;
  const resetMs = retryAfter.getTime() - now.getTime();
  return Math.max(resetMs, attempt <= TRUSTED_RESETS ? LEAST_MS : step);
}
