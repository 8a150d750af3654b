import { addBusinessMinutes, type BusinessHours } from '@visavis/shared/sla/business-time';
import { soonAt } from '@visavis/shared/sla/sla-clock';
import type {
  MovedTarget,
  NewTarget,
  OpenTarget,
  Policy,
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

/** A clock for the oldest turn under `policy` and `hours`: the first response until a reply was accepted, then the next ones. */
export function newTarget(
  waiting: Waiting,
  turn: Turn,
  { id, policy, hours, hasReply }: { id: string; policy: Policy; hours: BusinessHours; hasReply: boolean },
): NewTarget {
  const metric: SlaMetric = hasReply ? 'nextResponse' : 'firstResponse';
  const targetMinutes = hasReply ? policy.nextResponseMinutes : policy.firstResponseMinutes;
  return {
    id,
    conversationId: waiting.conversationId,
    metric,
    turn: waiting.lastTurns[metric] + 1,
    policyId: policy.id,
    policyName: policy.name,
    hours,
    targetMinutes,
    ...runOf(turn, hours, targetMinutes),
  };
}

/** The running clock with the start of an older turn; it keeps calendar and target, whatever the policy says now. */
export function movedTarget(waiting: Waiting, turn: Turn, open: OpenTarget): MovedTarget {
  return {
    id: open.id,
    conversationId: waiting.conversationId,
    ...runOf(turn, open.hours, open.targetMinutes),
  };
}

/** The warning comes where the clock on screen turns to "soon". */
function runOf({ postedAt, receivedAt }: Turn, hours: BusinessHours, targetMinutes: number): Run {
  const deadlineAt = addBusinessMinutes(hours, postedAt, targetMinutes);
  return {
    startedAt: postedAt,
    fetchDelayMs: Math.max(0, receivedAt.getTime() - postedAt.getTime()),
    deadlineAt,
    warnAt: deadlineAt === null ? null : soonAt({ startedAt: postedAt, deadlineAt }),
  };
}
