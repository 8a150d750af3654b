/**
 * - `firstResponse`, `nextResponse` from the oldest unanswered message of the customer to a human reply
 * - `pickUp` from an assignment until its assignee opens it
 * - `resolution` from the first message of a matter until it is closed
 */
export const slaMetrics = ['firstResponse', 'nextResponse', 'pickUp', 'resolution'] as const;
export type SlaMetric = (typeof slaMetrics)[number];

/** Why a clock ended without an answer: neither met nor missed. */
export const cancelReasons = [
  /** A person decided it, with a reason. */
  'noAnswerNeeded',
  /** The message was recognised as a closing thank-you. */
  'courtesy',
  'closed',
  /** By hand: it is the customer's turn. */
  'setWaiting',
  'spam',
  'deleted',
  /** Somebody else was given it before it was opened. */
  'reassigned',
  /** Threads turned out to be one: the clock goes on there. */
  'merged',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Why a customer's message was left without an answer on purpose. Reports keep the place in this list: add at its end. */
export const noAnswerReasons = ['courtesy', 'informationOnly', 'duplicate', 'other'] as const;
export type NoAnswerReason = (typeof noAnswerReasons)[number];

/** One applied target, as the ledger or a row of the inbox carries it. */
export interface SlaTimes {
  readonly startedAt: Date;
  readonly deadlineAt: Date;
  readonly pausedAt?: Date | null;
  readonly metAt?: Date | null;
  readonly breachedAt?: Date | null;
  /** When it turns soon, as its policy has it. */
  readonly soonAt?: Date | null;
}

export type SlaState = 'running' | 'soon' | 'paused' | 'breached' | 'met';

export interface SlaReading {
  readonly state: SlaState;
  /**
   * Until the deadline; negative once it has passed. It stands still while paused, and once met, when it tells how much
   * was to spare, or, negative, how late the answer came.
   */
  readonly remainingMs: number;
}

/** A clock turns soon for the last third of its time, or for so long if that is more. */
export const LEAST_SOON_MINUTES = 15;
const SOON_MS = LEAST_SOON_MINUTES * 60_000;

/** When a clock turns soon that nobody gave an instant for: in the last third of its time, or the last 15 minutes. */
export function soonAt(times: Pick<SlaTimes, 'startedAt' | 'deadlineAt'>): Date {
  const startMs = times.startedAt.getTime();
  const deadlineMs = times.deadlineAt.getTime();
  const soonMs = Math.max((deadlineMs - startMs) / 3, SOON_MS);
  return new Date(Math.max(startMs, Math.ceil(deadlineMs - soonMs)));
}

/** What an SLA clock shows. It is breached from the deadline itself on, whether or not anybody noticed yet. */
export function slaClock(times: SlaTimes, now: Date): SlaReading {
  const deadlineMs = times.deadlineAt.getTime();
  const stoppedAt = times.metAt ?? times.pausedAt;
  const remainingMs = deadlineMs - (stoppedAt ?? now).getTime();
  if (times.metAt) return { state: 'met', remainingMs };
  if (times.breachedAt || remainingMs <= 0) return { state: 'breached', remainingMs };
  if (times.pausedAt) return { state: 'paused', remainingMs };
  return { state: now >= (times.soonAt ?? soonAt(times)) ? 'soon' : 'running', remainingMs };
}
