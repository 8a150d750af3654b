import type { ChannelHealthState, ConnectorManifest } from '@visavis/shared/api/channels';
import type { ConnectorErrorKind } from '../connectors/connector-error.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long after a poll the next one comes. While a stream is open the poll only makes sure. */
const USUAL_PAUSE_MS = 10 * SECOND;
const STREAMED_PAUSE_MS = 60 * SECOND;
/** Our own playground costs nobody anything. */
const DEMO_PAUSE_MS = 1 * SECOND;
/** Credentials do not heal by themselves, but networks have bad moments. */
const RECONNECT_PAUSE_MS = 15 * MINUTE;
const LONGEST_BACKOFF_MS = 5 * MINUTE;
/** Fewer failures in a row than this are not worth telling anybody. */
const WORRYING_FAILURES = 3;
/** Below this share of the network's budget we slow down, and leave the rest to replies. */
const LOW_BUDGET = 0.25;

export interface Pace {
  nextAt: Date;
  health: { state: ChannelHealthState; reason: string | null } | null;
}

/** When to poll again after a poll that worked. */
export function paceAfterSuccess(
  manifest: Pick<ConnectorManifest, 'demoOnly'>,
  found: { isStreamed: boolean; budget?: { remaining: number; limit: number; resetsAt: Date } | undefined },
  now: Date,
): Date {
  const pause =
    manifest.demoOnly === true ? DEMO_PAUSE_MS : found.isStreamed ? STREAMED_PAUSE_MS : USUAL_PAUSE_MS;
  return new Date(now.getTime() + Math.max(pause, thrift(found.budget, now)));
}

/** When to poll again after a failure, and what the channel's health is then; null health leaves it as it is. */
export function paceAfterFailure(
  failure: { kind: ConnectorErrorKind; retryAfter: Date | undefined; failures: number },
  now: Date,
): Pace {
  const backoff = Math.min(LONGEST_BACKOFF_MS, USUAL_PAUSE_MS * 2 ** Math.min(failure.failures, 10));
  if (failure.kind === 'auth' || failure.kind === 'permission') {
    const nextAt = new Date(now.getTime() + RECONNECT_PAUSE_MS);
    return { nextAt, health: { state: 'reconnect', reason: failure.kind } };
  }
  if (failure.kind === 'rateLimited') {
    const nextAt = new Date(
      Math.max(failure.retryAfter?.getTime() ?? now.getTime() + backoff, now.getTime() + SECOND),
    );
    return { nextAt, health: { state: 'degraded', reason: failure.kind } };
  }
  const nextAt = new Date(Math.max(failure.retryAfter?.getTime() ?? 0, now.getTime() + backoff));
  const isWorrying = failure.failures + 1 >= WORRYING_FAILURES;
  return { nextAt, health: isWorrying ? { state: 'degraded', reason: failure.kind } : null };
}

/** Spreads half of what is left over the time until the network gives more. */
function thrift(budget: { remaining: number; limit: number; resetsAt: Date } | undefined, now: Date): number {
  if (budget === undefined || budget.remaining > budget.limit * LOW_BUDGET) return 0;
  const left = Math.max(0, budget.resetsAt.getTime() - now.getTime());
  return left / Math.max(1, Math.floor(budget.remaining / 2));
}
