import { retryDelay } from '@visavis/shared/replies/retry-delay';
import type { ConnectorErrorKind } from '../connectors/connector-error.ts';
import type { Receipt } from '../connectors/connector.ts';
import type { DeliveryFailure, DeliveryOperation } from './replies.types.ts';

/** What came of one try on the network. */
export type TryResult =
  | { kind: 'accepted'; receipt: Receipt }
  /** Looked up, and the network surely has none. */
  | { kind: 'absent' }
  | { kind: 'error'; error: { kind: ConnectorErrorKind; detail: string; retryAfter: Date | undefined } };

/** The try itself. */
export interface Attempt {
  operation: DeliveryOperation;
  /** Whether the reply was sent, or looked for after an unknown outcome. */
  phase: 'send' | 'look';
  /** This one included. */
  attempts: number;
  /** When this series of tries began; it is given up a day later. */
  triedSince: Date;
  /** What the last try failed with. */
  lastErrorKind: string | null;
  /**
   * Whether the connector can look for a reply. One that cannot takes the same key again without doubling anything: its
   * contract suite demands one or the other.
   */
  canLookUp: boolean;
}

/** What follows from it. */
export type Outcome =
  | { step: 'accept'; receipt: Receipt }
  /** `pauseChannel`: the network takes nothing from this channel before that instant. */
  | { step: 'sendAgain'; at: Date; error: DeliveryFailure | null; pauseChannel: Date | null }
  /** The outcome is unknown: look on the network before anything is sent again. */
  | { step: 'look'; at: Date; error: DeliveryFailure; pauseChannel: Date | null }
  /** The channel needs new credentials; it goes on by itself once it has them. */
  | { step: 'park'; isInDoubt: boolean; error: DeliveryFailure }
  /** A person has to decide. In doubt: it may stand on the network after all. */
  | { step: 'fail'; isInDoubt: boolean; error: DeliveryFailure };

/** Right after "the network has none" this often; then with the usual delays. */
const PROMPT_RESENDS = 3;

/**
 * What each kind of failure means, decided here and nowhere else:
 *
 * - `rateLimited`, `transient`: again later, never before the instant that the network names, until a day is over
 * - `auth`: the channel has to be connected again; the reply waits for that
 * - `unknown`: looked up before it is sent again; a change of what stands there is simply made again
 * - `duplicate`: the network has it or something just like it; looked up, and a person decides when it is not ours
 * - `permission`, `tooLong`, `windowClosed`, `gone`, `rejected`: failed, with what the network said; something that was
 *   to be taken down and is gone already is done
 *
 * While looking, every failure leaves the doubt in place: it is never resolved by sending.
 *
 * @param random in [0, 1)
 */
export function outcomeOf(
  result: TryResult,
  attempt: Attempt,
  { now, random }: { now: Date; random: number },
): Outcome {
  if (result.kind === 'accepted') return { step: 'accept', receipt: result.receipt };
  if (result.kind === 'absent') return afterAbsence(attempt, { now, random });
  const { kind, detail, retryAfter } = result.error;
  const error = { kind, detail };
  const isInDoubt = attempt.phase === 'look';
  switch (kind) {
    case 'auth':
      return { step: 'park', isInDoubt, error };
    case 'rateLimited':
    case 'transient':
      return later(attempt, { error, retryAfter, now, random, looks: isInDoubt });
    case 'unknown':
      return later(attempt, { error, retryAfter, now, random, looks: isInDoubt || mustLook(attempt) });
    case 'duplicate':
      return afterDuplicate(attempt, error, now);
    case 'gone':
      if (attempt.operation === 'delete') return { step: 'accept', receipt: { externalId: '' } };
      return { step: 'fail', isInDoubt, error };
    case 'permission':
    case 'tooLong':
    case 'windowClosed':
    case 'rejected':
      return { step: 'fail', isInDoubt, error };
  }
}

function afterAbsence(attempt: Attempt, time: { now: Date; random: number }): Outcome {
  if (attempt.lastErrorKind === 'duplicate') {
    const detail = 'The network says it has this already, but the reply cannot be found there';
    return { step: 'fail', isInDoubt: false, error: { kind: 'duplicate', detail } };
  }
  if (attempt.attempts <= 2 * PROMPT_RESENDS)
    return { step: 'sendAgain', at: time.now, error: null, pauseChannel: null };
  const error = { kind: 'unknown', detail: 'The network did not keep the reply, several times in a row' };
  return later(attempt, { error, retryAfter: undefined, ...time, looks: false });
}

function afterDuplicate(attempt: Attempt, error: DeliveryFailure, now: Date): Outcome {
  if (mustLook(attempt)) return { step: 'look', at: now, error, pauseChannel: null };
  return { step: 'fail', isInDoubt: attempt.phase === 'look', error };
}

/** Changing or removing what stands there can be repeated without harm; sending cannot. */
function mustLook({ operation, phase, canLookUp }: Attempt): boolean {
  return operation === 'create' && phase === 'send' && canLookUp;
}

function later(
  { attempts, triedSince, canLookUp }: Attempt,
  {
    error,
    retryAfter,
    now,
    random,
    looks,
  }: {
    error: DeliveryFailure;
    retryAfter: Date | undefined;
    now: Date;
    random: number;
    looks: boolean;
  },
): Outcome {
  const delayMs = retryDelay(attempts, { now, firstAttemptedAt: triedSince, retryAfter, random });
  // What was given up without ever having been looked up may have arrived in one of the tries.
  if (delayMs === null)
    return { step: 'fail', isInDoubt: looks || error.kind === 'unknown' || !canLookUp, error };
  const at = new Date(now.getTime() + delayMs);
  const pauseChannel = error.kind === 'rateLimited' ? (retryAfter ?? null) : null;
  return looks ? { step: 'look', at, error, pauseChannel } : { step: 'sendAgain', at, error, pauseChannel };
}
