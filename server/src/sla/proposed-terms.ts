import { isDeepStrictEqual } from 'node:util';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { clockRun, type ClockPause, type ClockRun, type WarnPoints } from '@visavis/shared/sla/clock-run';
import type { PauseRules } from '@visavis/shared/sla/pauses-of';
import type { PolicyPlace } from './sla-policies.types.ts';
import type { Promised, SlaMetric } from './sla.types.ts';

/** A clock that runs, with what it was promised and where its conversation stands now. */
export interface RunningClock extends PolicyPlace {
  id: string;
  conversationId: string;
  contactName: string;
  metric: SlaMetric;
  policyId: string;
  policyName: string;
  calendarName: string | null;
  hours: BusinessHours;
  targetMinutes: number;
  warn: WarnPoints;
  pauseRules: Partial<PauseRules>;
  startedAt: Date;
  deadlineAt: Date | null;
  pausedAt: Date | null;
  pauses: readonly ClockPause[];
}

/** The same clock with what is promised now. */
export interface ProposedTerms extends ClockRun {
  id: string;
  conversationId: string;
  policyId: string;
  policyName: string;
  calendarName: string;
  hours: BusinessHours;
  targetMinutes: number;
  warn: WarnPoints;
  pauseRules: PauseRules;
}

/** What would change for a clock; null when nothing would, or when nothing of the kind is promised any more. */
export function proposedTerms(clock: RunningClock, { policy, calendar }: Promised): ProposedTerms | null {
  const targetMinutes = policy.targets[clock.metric];
  if (targetMinutes === null) return null;
  const { warn, pauses: pauseRules } = policy;
  const { hours } = calendar;
  const isSame =
    policy.id === clock.policyId &&
    targetMinutes === clock.targetMinutes &&
    isDeepStrictEqual(warn, clock.warn) &&
    isDeepStrictEqual(pauseRules, clock.pauseRules) &&
    isDeepStrictEqual(plain(hours), clock.hours);
  if (isSame) return null;
  const { startedAt, pauses } = clock;
  return {
    id: clock.id,
    conversationId: clock.conversationId,
    policyId: policy.id,
    policyName: policy.name,
    calendarName: calendar.name,
    hours,
    targetMinutes,
    warn,
    pauseRules,
    ...clockRun({ hours, startedAt, targetMinutes, warn, pauses }),
  };
}

/** Whether a deadline has passed while the clock ran. */
export function isLate(
  { deadlineAt, pausedAt }: Pick<ClockRun, 'deadlineAt' | 'pausedAt'>,
  now: Date,
): boolean {
  return pausedAt === null && deadlineAt !== null && deadlineAt <= now;
}

const plainHours = new WeakMap<BusinessHours, unknown>();

/** As the database gives it back: without what is undefined. Calendars are few, and each is one object. */
function plain(hours: BusinessHours): unknown {
  const known = plainHours.get(hours) ?? (JSON.parse(JSON.stringify(hours)) as unknown);
  plainHours.set(hours, known);
  return known;
}
