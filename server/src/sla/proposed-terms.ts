import { isDeepStrictEqual } from 'node:util';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { clockRun, type ClockPause, type ClockRun, type WarnPoints } from '@visavis/shared/sla/clock-run';
import type { PolicyPauses } from '@visavis/shared/sla/match-policy';
import type { StoryLine } from '../conversations/conversation-story.repository.ts';
import type { PolicyPlace } from './sla-policies.types.ts';
import type { Promised, SlaMetric } from './sla.types.ts';
import { pausesInStory } from './story-pauses.ts';

/** A clock that runs, with what it was promised and where its conversation stands now. */
export interface RunningClock extends PolicyPlace {
  id: string;
  conversationId: string;
  status: ConversationStatus;
  contactName: string;
  metric: SlaMetric;
  policyId: string;
  policyName: string;
  calendarName: string | null;
  hours: BusinessHours;
  targetMinutes: number;
  warn: WarnPoints;
  pauseRules: Partial<PolicyPauses>;
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
  pauseRules: PolicyPauses;
}

/**
 * What would change for a clock; null when nothing would, or when nothing of the kind is promised any more.
 *
 * @param story of its conversation, where it stands still for something else than before, see `isPausedOtherwise`
 */
export function proposedTerms(
  clock: RunningClock,
  { policy, calendar }: Promised,
  story: readonly StoryLine[],
): ProposedTerms | null {
  const targetMinutes = policy.targets[clock.metric];
  if (targetMinutes === null) return null;
  const { warn, pauses: pauseRules } = policy;
  const { hours } = calendar;
  const { startedAt } = clock;
  const isOtherwise = isPausedOtherwise(clock, pauseRules);
  const pauses = isOtherwise ? pausesInStory(clock, story, clock, pauseRules) : clock.pauses;
  const run = clockRun({ hours, startedAt, targetMinutes, warn, pauses });
  const isSame =
    policy.id === clock.policyId &&
    targetMinutes === clock.targetMinutes &&
    run.deadlineAt?.getTime() === clock.deadlineAt?.getTime() &&
    isDeepStrictEqual(warn, clock.warn) &&
    !isOtherwise &&
    isSameCalendar(plain(hours), clock.hours);
  if (isSame) return null;
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
    ...run,
  };
}

/** Whether a clock would stand still for something else than it does. */
export function isPausedOtherwise({ pauseRules }: RunningClock, now: PolicyPauses): boolean {
  return !isDeepStrictEqual({ ...now }, { ...pauseRules });
}

/** Whether a deadline has passed while the clock ran. */
export function isLate(
  { deadlineAt, pausedAt }: Pick<ClockRun, 'deadlineAt' | 'pausedAt'>,
  now: Date,
): boolean {
  return pausedAt === null && deadlineAt !== null && deadlineAt <= now;
}

/**
 * Whether two calendars say the same. Each holds the public holidays of the years around its making: after New Year
 * those of a year that only one of them knows are no difference.
 */
function isSameCalendar(now: BusinessHours, before: BusinessHours): boolean {
  const [days, daysBefore] = [now.holidays ?? [], before.holidays ?? []];
  const [years, yearsBefore] = [yearsOf(days), yearsOf(daysBefore)];
  if ((years.size === 0) !== (yearsBefore.size === 0)) return false;
  const inBoth = (date: string) => years.has(yearOf(date)) && yearsBefore.has(yearOf(date));
  return (
    isDeepStrictEqual(days.filter(inBoth), daysBefore.filter(inBoth)) &&
    isDeepStrictEqual({ ...now, holidays: [] }, { ...before, holidays: [] })
  );
}

const yearOf = (date: string) => date.slice(0, 4);
const yearsOf = (dates: readonly string[]) => new Set(dates.map(yearOf));

const plainHours = new WeakMap<BusinessHours, BusinessHours>();

/** As the database gives it back: without what is undefined. Calendars are few, and each is one object. */
function plain(hours: BusinessHours): BusinessHours {
  const known = plainHours.get(hours) ?? (JSON.parse(JSON.stringify(hours)) as BusinessHours);
  plainHours.set(hours, known);
  return known;
}
