import type { ConversationStatus } from '../conversations/conversation-status.ts';
import type { ClockPause, PauseReason } from './clock-run.ts';
import type { PolicyPauses } from './match-policy.ts';

/** A conversation came into a status. */
export interface StatusMoment {
  readonly at: Date;
  readonly status: ConversationStatus;
  /** Of a snooze: until the customer has done something. Never for a colleague one waits for. */
  readonly isForCustomer: boolean;
}

/**
 * The pauses of a clock, read off the history of a conversation, the oldest moment first.
 *
 * - Waiting for the customer pauses the resolution only: a message that we have not answered waits for us all the same.
 * - A snooze pauses the clock for an answer only from after the customer's message on: one that began before it was
 *   written was not about it.
 * - A pick-up never pauses.
 */
export function pausesOf(
  history: readonly StatusMoment[],
  clock: { readonly metric: string; readonly startedAt: Date },
  rules: PolicyPauses,
): ClockPause[] {
  if (clock.metric === 'pickUp') return [];
  const pauses: ClockPause[] = [];
  history.forEach((moment, index) => {
    const reason = reasonOf(moment, clock.metric, rules);
    const to = history[index + 1]?.at ?? null;
    if (reason === null || (to !== null && to <= clock.startedAt)) return;
    if (clock.metric !== 'resolution' && moment.at < clock.startedAt) return;
    const from = moment.at < clock.startedAt ? clock.startedAt : moment.at;
    const last = pauses.at(-1);
    if (last !== undefined && last.to?.getTime() === from.getTime() && last.reason === reason)
      pauses[pauses.length - 1] = { ...last, to };
    else if (to === null || to > from) pauses.push({ from, to, reason });
  });
  return pauses;
}

function reasonOf(moment: StatusMoment, metric: string, rules: PolicyPauses): PauseReason | null {
  if (moment.status === 'waiting')
    return rules.waitingForCustomer && metric === 'resolution' ? 'waitingForCustomer' : null;
  if (moment.status === 'snoozed')
    return rules.snoozedForCustomer && moment.isForCustomer ? 'snoozedForCustomer' : null;
  return null;
}
