import { clockRun, type ClockPause } from '@visavis/shared/sla/clock-run';
import type {
  MovedTarget,
  NewTarget,
  OpenTarget,
  Promised,
  Run,
  SlaMetric,
  Turn,
  Waiting,
} from './sla.types.ts';

/** What has to happen so that the one clock of a conversation runs for the oldest message that waits. */
export type ClockStep = 'keep' | 'start' | 'cancel' | 'restart' | 'moveStart';

/**
 * Decides from what waits and what runs. A clock whose message was deleted ends, and another starts for the next
 * message; one that started too late, because an older post arrived after a newer one, has its start moved.
 */
export function nextClock({ oldestTurn, openTarget }: Pick<Waiting, 'oldestTurn' | 'openTarget'>): ClockStep {
  if (oldestTurn === null) return openTarget === null ? 'keep' : 'cancel';
  if (openTarget === null) return 'start';
  const difference = oldestTurn.postedAt.getTime() - openTarget.startedAt.getTime();
  if (difference === 0) return 'keep';
  return difference < 0 ? 'moveStart' : 'restart';
}

interface Start {
  id: string;
  conversationId: string;
  metric: SlaMetric;
  turn: number;
  /** The message, or what was done at the desk, with which it starts. */
  from: Turn;
}

/** A clock with what its policy and calendar say now; null where the policy promises nothing of the kind. */
export function newTarget(
  start: Start,
  { policy, calendar }: Promised,
  pauses: readonly ClockPause[],
): NewTarget | null {
  const { targets, warn, pauses: pauseRules } = policy;
  const targetMinutes = targets[start.metric];
  if (targetMinutes === null) return null;
  const { id, conversationId, metric, turn, from } = start;
  const { hours } = calendar;
  return {
    id,
    conversationId,
    metric,
    turn,
    policyId: policy.id,
    policyName: policy.name,
    calendarName: calendar.name,
    hours,
    targetMinutes,
    warn,
    pauseRules,
    ...runOf(from, { hours, targetMinutes, warn, pauses }),
  };
}

/** The running clock with another start or other pauses; it keeps calendar and target, whatever the policy says now. */
export function movedTarget(
  open: OpenTarget,
  conversationId: string,
  from: Turn,
  pauses: readonly ClockPause[] = open.pauses,
): MovedTarget {
  const { id, metric, hours, targetMinutes, warn } = open;
  return { id, metric, conversationId, ...runOf(from, { hours, targetMinutes, warn, pauses }) };
}

function runOf(
  { postedAt, receivedAt }: Turn,
  terms: Pick<OpenTarget, 'hours' | 'targetMinutes' | 'warn' | 'pauses'>,
): Run {
  return {
    startedAt: postedAt,
    fetchDelayMs: Math.max(0, receivedAt.getTime() - postedAt.getTime()),
    ...clockRun({ ...terms, startedAt: postedAt }),
  };
}
