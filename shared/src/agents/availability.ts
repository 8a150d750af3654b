import type { AbsenceKind, AvailabilityState, AwayReason } from '../api/schedule.ts';
import type { Availability } from '../api/session.ts';

/** What is known of somebody when it is decided how available they are. */
export interface AvailabilityFacts {
  readonly availability: Availability;
  readonly reason: AwayReason | null;
  readonly returnsAt: Date | null;
  readonly setBy: AvailabilityState['setBy'];
  /** When it was last decided; a boundary from then on decides anew. */
  readonly setAt: Date;
  /** What the closing of the last screen interrupted. */
  readonly before: 'available' | 'busy' | null;
  readonly hasScreen: boolean;
  readonly lastScreenAt: Date | null;
  /** Running now. `startsAt` is when it began to count: not before it was entered. */
  readonly absence: { readonly kind: AbsenceKind; readonly startsAt: Date; readonly endsAt: Date } | null;
  /** Running now; `startsAt` as above. */
  readonly shift: { readonly startsAt: Date; readonly endsAt: Date } | null;
  /** End of the last shift that is over. */
  readonly lastShiftEndedAt: Date | null;
  /** Whether this person works by shifts at all. */
  readonly hasShifts: boolean;
}

export interface AvailabilityRules {
  readonly now: Date;
  /** After this time without a screen somebody counts as away; null never. */
  readonly screenlessMinutes: number | null;
  /** Since when screens are watched: nobody is away because the product itself was. */
  readonly watchedSince: Date;
}

export type AvailabilityDecision = Pick<
  AvailabilityFacts,
  'availability' | 'reason' | 'returnsAt' | 'setBy' | 'before'
>;

/** Whoever has a screen open this soon after the beginning of a shift is there because of the shift. */
const ON_TIME_MS = 120_000;
const MINUTE_MS = 60_000;

/**
 * How available somebody is to be from now on, or null when it stays as it is. What is set by hand holds until the
 * next boundary of a shift or absence, or until the time of return that was given with it.
 *
 * - An absence begins: away with its reason until it ends. It ends: available, or off outside of one's shifts.
 * - A time of return has passed: available.
 * - A shift begins: available, as soon as a screen is open (at once where screens say nothing). It ends, and no other follows at once: off.
 * - No screen for a while: away, and on return what it was before.
 */
export function decideAvailability(
  facts: AvailabilityFacts,
  rules: AvailabilityRules,
): AvailabilityDecision | null {
  const planned = byPlan(facts, rules) ?? byReturn(facts, rules.now);
  const decided = byScreen(planned ?? facts, facts, rules) ?? planned;
  return decided === null || isSame(decided, facts) ? null : decided;
}

function byPlan(
  facts: AvailabilityFacts,
  { now, screenlessMinutes }: AvailabilityRules,
): AvailabilityDecision | null {
  const { absence, shift, setAt } = facts;
  const isAwayByPlan = facts.availability === 'away' && facts.setBy === 'shift';
  if (absence !== null) return isAwayByPlan || absence.startsAt >= setAt ? absent(absence) : null;
  if (isAwayByPlan) return shift !== null || !facts.hasShifts ? available('shift') : offDuty;
  if (shift !== null) {
    // Where nobody is away for want of a screen, nobody has to show one either.
    const isHere = facts.hasScreen || screenlessMinutes === null;
    if (shift.startsAt < setAt || !isHere || returnsLater(facts, now)) return null;
    return available(now.getTime() - shift.startsAt.getTime() <= ON_TIME_MS ? 'shift' : 'session');
  }
  const isOver = facts.lastShiftEndedAt !== null && facts.lastShiftEndedAt >= setAt;
  return isOver && facts.availability !== 'off' ? offDuty : null;
}

function byReturn(facts: AvailabilityFacts, now: Date): AvailabilityDecision | null {
  const { availability, returnsAt, absence, setBy } = facts;
  if (availability !== 'away' || returnsAt === null || returnsAt > now) return null;
  return absence === null ? available(setBy) : absent(absence);
}

function byScreen(
  state: AvailabilityDecision,
  facts: AvailabilityFacts,
  { now, screenlessMinutes, watchedSince }: AvailabilityRules,
): AvailabilityDecision | null {
  if (facts.hasScreen) {
    const wasGone = state.reason === 'noScreen' && state.setBy === 'session';
    return wasGone ? { ...available('session'), availability: state.before ?? 'available' } : null;
  }
  if (screenlessMinutes === null) return null;
  if (state.availability !== 'available' && state.availability !== 'busy') return null;
  const since = latest([
    watchedSince,
    facts.lastScreenAt ?? facts.setAt,
    ...(facts.setBy === 'hand' ? [facts.setAt] : []),
  ]);
  if (now.getTime() - since < screenlessMinutes * MINUTE_MS) return null;
  return {
    availability: 'away',
    reason: 'noScreen',
    returnsAt: null,
    setBy: 'session',
    before: state.availability,
  };
}

/** A time of return beyond the beginning of a shift is the later word. */
function returnsLater({ availability, setBy, returnsAt }: AvailabilityFacts, now: Date): boolean {
  return availability === 'away' && setBy === 'hand' && returnsAt !== null && returnsAt > now;
}

function absent({ kind, endsAt }: { kind: AbsenceKind; endsAt: Date }): AvailabilityDecision {
  return { availability: 'away', reason: kind, returnsAt: endsAt, setBy: 'shift', before: null };
}

function available(setBy: AvailabilityState['setBy']): AvailabilityDecision {
  return { availability: 'available', reason: null, returnsAt: null, setBy, before: null };
}

const offDuty: AvailabilityDecision = {
  availability: 'off',
  reason: 'endOfShift',
  returnsAt: null,
  setBy: 'shift',
  before: null,
};

/** By whom it was set alone is no change: whoever was available by hand stays so. */
function isSame(one: AvailabilityDecision, other: AvailabilityDecision): boolean {
  return (
    one.availability === other.availability &&
    one.reason === other.reason &&
    one.returnsAt?.getTime() === other.returnsAt?.getTime()
  );
}

function latest(instants: readonly Date[]): number {
  return Math.max(...instants.map((instant) => instant.getTime()));
}
