import { describe, expect, it } from '@jest/globals';
import { at, NOW } from '../../../test/sample-data.ts';
import { ledgerEntry } from '../../../test/sample-detail.ts';
import { readLedger } from './clock-ledger.ts';

const first = ledgerEntry({ startedAt: at(-35), deadlineAt: at(-20), metAt: at(-28), workedMinutes: 7 });
const next = ledgerEntry({
  metric: 'nextResponse',
  targetMinutes: 30,
  startedAt: at(-19),
  deadlineAt: at(11),
});

describe('the ledger of a clock', () => {
  it('tells arrival, answer, rest and what is due, in the order of time', () => {
    const { lines } = readLedger([next, first], NOW);
    expect(lines.map(({ kind, at: time }) => [kind, time])).toEqual([
      ['arrived', at(-35)],
      ['answered', at(-28)],
      ['asked', at(-19)],
      ['due', at(11)],
    ]);
    expect(lines[1]).toMatchObject({ neededMs: 7 * 60_000, lateMs: 0, isFirst: true, targetMinutes: 15 });
    expect(lines[2]).toMatchObject({ restedMs: 9 * 60_000 });
  });

  it('says how late an answer came', () => {
    const late = ledgerEntry({ metAt: at(-14), breachedAt: at(-20), workedMinutes: 21 });
    expect(readLedger([late], NOW).lines[1]).toMatchObject({ isLate: true, lateMs: 6 * 60_000 });
  });

  it('counts no night against a target in working hours', () => {
    const [open, deadline] = [at(-10), at(20)];
    const overnight = { startedAt: at(-900), deadlineAt: deadline, targetMinutes: 60 };
    const work = {
      minutes: 20,
      targetMinutes: 60,
      asOf: at(0),
      open: [[at(0), at(400)]] as [string, string][],
    };
    const running = readLedger([ledgerEntry({ ...overnight, work })], NOW + 5 * 60_000);
    expect(running.sums).toMatchObject([{ workedMinutes: 45, isOver: false }]);
    expect(running.lines.at(-1)).toMatchObject({ kind: 'due', work });
    const still = { ...work, minutes: 30, asOf: open, open: [] };
    const paused = readLedger([ledgerEntry({ ...overnight, pausedAt: open, work: still })], NOW);
    expect(paused.lines.at(-1)).toMatchObject({ kind: 'standsStill', leftMs: 30 * 60_000 });
    const late = ledgerEntry({ ...overnight, deadlineAt: at(-800), metAt: at(-5), workedMinutes: 70 });
    expect(readLedger([late], NOW).lines.at(-1)).toMatchObject({ isLate: true, lateMs: 10 * 60_000 });
  });

  it('says that a clock ended without an answer, and nothing is due where it never opens again', () => {
    const ended = ledgerEntry({ cancelledAt: at(-5) });
    expect(readLedger([ended], NOW).lines.map(({ kind }) => kind)).toEqual(['arrived', 'ended']);
    const never = ledgerEntry({ deadlineAt: null });
    expect(readLedger([never], NOW).lines.map(({ kind }) => kind)).toEqual(['arrived']);
  });

  it('draws the same as a bar whose parts fill it', () => {
    const { bar } = readLedger([first, next], NOW);
    expect(bar.map(({ kind }) => kind)).toEqual(['met', 'rested', 'running', 'left']);
    expect(bar.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(bar[2]?.share).toBeGreaterThan(bar[0]?.share ?? 1);
  });

  it('draws what is overdue as late, with nothing left', () => {
    const over = ledgerEntry({ startedAt: at(-40), deadlineAt: at(-10) });
    expect(readLedger([over], NOW).bar.map(({ kind }) => kind)).toEqual(['running', 'late']);
  });

  it('has nothing to say without a clock', () => {
    expect(readLedger([], NOW)).toEqual({ lines: [], bar: [], policyName: null, sums: [] });
  });

  it('tells pauses once, being given and opened, a reopening and the end of the matter, with the sums', () => {
    const pauses = [{ from: at(-20), to: at(-10), reason: 'snoozedForCustomer' as const }];
    const ledger = [
      ledgerEntry({ startedAt: at(-35), metAt: at(-5), workedMinutes: 20, pauses }),
      ledgerEntry({
        metric: 'pickUp',
        targetMinutes: 5,
        startedAt: at(-34),
        metAt: at(-33),
        workedMinutes: 1,
      }),
      ledgerEntry({ metric: 'resolution', turn: 2, startedAt: at(-36), deadlineAt: at(200), pauses }),
    ];
    const { lines, sums } = readLedger(ledger, NOW);
    expect(lines.map(({ kind }) => kind)).toEqual([
      'reopened',
      'arrived',
      'given',
      'opened',
      'paused',
      'answered',
      'due',
    ]);
    expect(sums).toMatchObject([
      { metric: 'firstResponse', workedMinutes: 20, pausedMs: 10 * 60_000, calendarName: 'Serviceteam' },
      { metric: 'resolution', isOver: false },
    ]);
  });

  it('tells a closing that was taken back, where there is a clock that it could have ended', () => {
    const takenBack = {
      id: 'e-1',
      type: 'closingTakenBack' as const,
      actor: { id: 'jana', name: 'Jana Krüger', avatarUrl: '' },
      data: { before: 'closed', after: 'open' },
      at: at(-5),
    };
    const { lines } = readLedger([ledgerEntry({ deadlineAt: at(10) })], NOW, [takenBack]);
    expect(lines.map(({ kind }) => kind)).toEqual(['arrived', 'closingTakenBack', 'due']);
    expect(lines[1]).toMatchObject({ at: at(-5), by: 'Jana Krüger' });
    expect(readLedger([], NOW, [takenBack]).lines).toEqual([]);
    const earlier = { ...takenBack, at: at(-500) };
    expect(readLedger([ledgerEntry()], NOW, [earlier]).lines.map(({ kind }) => kind)).toEqual([
      'arrived',
      'due',
    ]);
  });

  it('says what a clock that stands still has left, and nothing is due', () => {
    const still = ledgerEntry({
      pausedAt: at(-25),
      pauses: [{ from: at(-25), to: null, reason: 'snoozedForCustomer' }],
    });
    expect(readLedger([still], NOW).lines.map((line) => line.kind)).toEqual([
      'arrived',
      'paused',
      'standsStill',
    ]);
    expect(readLedger([still], NOW).lines[2]).toMatchObject({ leftMs: 5 * 60_000 });
  });

  it('offers to start the clock of what was taken for a thank-you', () => {
    const thanked = ledgerEntry({ metric: 'nextResponse', cancelledAt: at(-3), cancelReason: 'courtesy' });
    expect(readLedger([thanked], NOW).lines).toMatchObject([{ kind: 'thanked', canStart: true }]);
    const started = ledgerEntry({ metric: 'nextResponse', turn: 2 });
    expect(readLedger([thanked, started], NOW).lines).toMatchObject([
      { kind: 'thanked', canStart: false },
      { kind: 'due' },
    ]);
  });

  it('says who decided that no answer is needed, and why', () => {
    const decided = ledgerEntry({
      cancelledAt: at(-3),
      cancelReason: 'noAnswerNeeded',
      cancelledBy: { id: 'jana', name: 'Jana Krüger', avatarUrl: '' },
      noAnswerReason: 'duplicate',
    });
    expect(readLedger([decided], NOW).lines[1]).toMatchObject({ by: 'Jana Krüger', why: 'duplicate' });
  });
});
