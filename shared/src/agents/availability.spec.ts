import { describe, expect, test } from '@jest/globals';
import { decideAvailability, type AvailabilityFacts, type AvailabilityRules } from './availability.ts';

const at = (clock: string): Date => new Date(`2026-11-20T${clock}:00Z`);
const now = at('12:00');
const rules: AvailabilityRules = { now, screenlessMinutes: 15, watchedSince: at('00:00') };

/** Available by hand since eight, in front of a screen, without shifts. */
const facts: AvailabilityFacts = {
  availability: 'available',
  reason: null,
  returnsAt: null,
  setBy: 'hand',
  setAt: at('08:00'),
  before: null,
  hasScreen: true,
  lastScreenAt: now,
  absence: null,
  shift: null,
  lastShiftEndedAt: null,
  hasShifts: false,
};
const morning = { startsAt: at('08:30'), endsAt: at('11:00') };
const untilFour = { startsAt: at('11:59'), endsAt: at('16:00') };
const leave = { kind: 'leave', startsAt: at('11:58'), endsAt: at('22:00') } as const;
const gone = { hasScreen: false, lastScreenAt: at('11:40') };

const decide = (given: Partial<AvailabilityFacts>, with_: Partial<AvailabilityRules> = {}) =>
  decideAvailability({ ...facts, ...given }, { ...rules, ...with_ });

describe('stays as it is', () => {
  test.each<[string, Partial<AvailabilityFacts>]>([
    ['without shifts, whatever was set', { availability: 'busy' }],
    ['away without a time of return', { availability: 'away', reason: 'break', hasScreen: false }],
    ['away until later', { availability: 'away', returnsAt: at('12:30') }],
    ['off, with a screen open', { availability: 'off' }],
    [
      'set by hand after the shift began',
      { availability: 'busy', setAt: now, shift: untilFour, hasShifts: true },
    ],
    ['set by hand after the shift ended', { lastShiftEndedAt: at('07:59'), hasShifts: true }],
    [
      'when a shift begins before anybody has come',
      { availability: 'off', ...gone, shift: untilFour, hasShifts: true },
    ],
    [
      'when a shift begins but they said they return later',
      { availability: 'away', returnsAt: at('12:15'), shift: untilFour, hasShifts: true },
    ],
    [
      'between two shifts that meet',
      { lastShiftEndedAt: at('11:59'), shift: { ...untilFour, startsAt: at('07:00') }, hasShifts: true },
    ],
    ['set by hand during an absence', { absence: { ...leave, startsAt: at('07:00') } }],
    [
      'during an absence that is known',
      { availability: 'away', reason: 'leave', returnsAt: leave.endsAt, setBy: 'shift', absence: leave },
    ],
    ['without a screen for less than the limit', { hasScreen: false, lastScreenAt: at('11:46') }],
    ['available by hand when the shift begins', { shift: untilFour, hasShifts: true }],
  ])('%s', (_, given) => {
    expect(decide(given)).toBeNull();
  });

  test('without a screen where no limit is set', () => {
    expect(decide(gone, { screenlessMinutes: null })).toBeNull();
  });

  test('without a screen while the product itself was away', () => {
    expect(decide(gone, { watchedSince: at('11:50') })).toBeNull();
  });

  test('set by hand for somebody else who has no screen yet', () => {
    expect(decide({ ...gone, setAt: at('11:50') })).toBeNull();
  });
});

describe('changes', () => {
  test.each<[string, Partial<AvailabilityFacts>, object]>([
    [
      'to available when the time of return has passed',
      { availability: 'away', reason: 'break', returnsAt: now },
      { availability: 'available', reason: null, returnsAt: null, setBy: 'hand' },
    ],
    [
      'to available when a shift begins',
      { availability: 'off', shift: untilFour, hasShifts: true },
      { availability: 'available', setBy: 'shift' },
    ],
    [
      'to available when they come late to their shift',
      { availability: 'off', setAt: at('07:00'), shift: { ...untilFour, startsAt: at('08:00') } },
      { availability: 'available', setBy: 'session' },
    ],
    [
      'from busy by hand when the next shift begins',
      { availability: 'busy', shift: untilFour },
      { availability: 'available' },
    ],
    [
      'to off when a shift ends',
      { lastShiftEndedAt: morning.endsAt, hasShifts: true },
      { availability: 'off', reason: 'endOfShift', setBy: 'shift' },
    ],
    [
      'to off when a shift ends before the time of return',
      { availability: 'away', returnsAt: at('13:00'), lastShiftEndedAt: morning.endsAt },
      { availability: 'off', returnsAt: null },
    ],
    [
      'to off when a shift ends after the screen was closed',
      {
        availability: 'away',
        reason: 'noScreen',
        setBy: 'session',
        before: 'busy',
        ...gone,
        lastShiftEndedAt: morning.endsAt,
      },
      { availability: 'off', before: null },
    ],
    [
      'to away when an absence begins',
      { absence: leave },
      { availability: 'away', reason: 'leave', returnsAt: leave.endsAt, setBy: 'shift' },
    ],
    [
      'to away, not available, when an absence and a shift begin',
      { availability: 'off', absence: leave, shift: untilFour },
      { availability: 'away', reason: 'leave' },
    ],
    [
      'to the later end when an absence is prolonged',
      {
        availability: 'away',
        reason: 'leave',
        setBy: 'shift',
        returnsAt: at('18:00'),
        absence: { ...leave, startsAt: at('07:00') },
      },
      { returnsAt: leave.endsAt },
    ],
    [
      'back to the absence when a break in it is over',
      { availability: 'away', reason: 'break', setAt: at('11:59'), returnsAt: now, absence: leave },
      { reason: 'leave' },
    ],
    [
      'to available after an absence, without shifts',
      { availability: 'away', reason: 'sick', setBy: 'shift', returnsAt: at('22:00') },
      { availability: 'available', setBy: 'shift' },
    ],
    [
      'to off after an absence, outside of shifts',
      { availability: 'away', reason: 'sick', setBy: 'shift', hasShifts: true },
      { availability: 'off', reason: 'endOfShift' },
    ],
    [
      'to away after the last screen is gone',
      gone,
      { availability: 'away', reason: 'noScreen', setBy: 'session', before: 'available' },
    ],
    ['to away, and remembers that they were busy', { ...gone, availability: 'busy' }, { before: 'busy' }],
    [
      'to away at once when they return by the clock but not in person',
      { ...gone, availability: 'away', returnsAt: now },
      { availability: 'away', reason: 'noScreen', before: 'available' },
    ],
    [
      'back to busy when the screen is there again',
      { availability: 'away', reason: 'noScreen', setBy: 'session', before: 'busy' },
      { availability: 'busy', reason: null, setBy: 'session', before: null },
    ],
  ])('%s', (_, given, expected) => {
    expect(decide(given)).toMatchObject(expected);
  });

  test('nothing that a screen did not do', () => {
    expect(decide({ availability: 'away', reason: 'noScreen', setBy: 'hand' })).toBeNull();
  });

  test('to available when a shift begins, without a screen where screens say nothing', () => {
    const given = { ...gone, availability: 'off', shift: untilFour, hasShifts: true } as const;
    expect(decide(given, { screenlessMinutes: null })).toMatchObject({
      availability: 'available',
      setBy: 'shift',
    });
  });

  test('once: what was decided is not decided again', () => {
    const decided = decide({ lastShiftEndedAt: morning.endsAt });
    expect(decide({ ...decided, setAt: now, lastShiftEndedAt: morning.endsAt })).toBeNull();
  });

  test('at the instant, in the night when the clock goes back and an hour comes twice', () => {
    // 22:00 to 06:00 in Berlin on 2026-10-24 are nine hours.
    const shift = { startsAt: new Date('2026-10-24T20:00:00Z'), endsAt: new Date('2026-10-25T05:00:00Z') };
    const during = { setAt: shift.startsAt, hasShifts: true };
    const minuteBefore = { now: new Date('2026-10-25T04:59:00Z'), watchedSince: shift.startsAt };
    expect(decide({ ...during, shift }, minuteBefore)).toBeNull();
    expect(
      decide({ ...during, lastShiftEndedAt: shift.endsAt }, { ...minuteBefore, now: shift.endsAt }),
    ).toMatchObject({
      availability: 'off',
    });
  });
});
