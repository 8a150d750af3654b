import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { toCsv } from './csv.ts';
import type { Measure } from './metrics.ts';
import { figuresOf, hiddenGroups, isTooSmall, type Counted } from './reckon.ts';
import { comparedDays, dayCount, daysOf, plusDays, sumRanges } from './report-period.ts';

const counted = (given: Partial<Record<Measure, Record<number, number>>>): Counted =>
  new Map(
    Object.entries(given).map(([measure, buckets]) => [
      measure as Measure,
      new Map(Object.entries(buckets).map(([bucket, n]) => [Number(bucket), n])),
    ]),
  );
const people = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, 2]));

describe('periods', () => {
  test.each([
    ['7', '2026-11-15', '2026-11-21'],
    ['28', '2026-10-25', '2026-11-21'],
    ['month', '2026-11-01', '2026-11-21'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
    ['13months', '2025-11-01', '2026-11-21'],
  ] as const)('%s', (period, from, to) => {
    expect(daysOf({ period }, '2026-11-21')).toEqual({ from, to });
  });

  it('are compared with as many days before, or with a year ago', () => {
    expect(comparedDays({ from: '2026-03-01', to: '2026-03-07' }, 'previous')).toEqual({
      from: '2026-02-22',
      to: '2026-02-28',
    });
    expect(comparedDays({ from: '2028-02-29', to: '2028-03-31' }, 'year')).toEqual({
      from: '2027-02-28',
      to: '2027-03-31',
    });
    expect(comparedDays({ from: '2026-03-01', to: '2026-03-07' }, 'none')).toBeNull();
  });

  it('are read off months and days that cover each of their days once', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((offset) => plusDays('2025-01-01', offset));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const to = plusDays(from, length);
        const ranges = sumRanges({ from, to });
        const days = ranges.map((range) => dayCount({ from: range.from, to: plusDays(range.before, -1) }));
        expect(days.reduce((sum, count) => sum + count, 0)).toBe(length + 1);
        expect(ranges[0]!.from).toBe(from);
        ranges.slice(1).forEach((range, index) => expect(range.from).toBe(ranges[index]!.before));
        for (const range of ranges.filter(({ grain }) => grain === 'month'))
          expect([range.from.slice(8), range.before.slice(8)]).toEqual(['01', '01']);
      }),
    );
  });
});

describe('groups', () => {
  it('of fewer than five people show their volume alone', () => {
    const small = counted({
      conversations: { 0: 40 },
      firstResponseDue: { 0: 40 },
      firstResponseKept: { 0: 30 },
      people: people(4),
    });
    expect(isTooSmall(small)).toBe(true);
    expect(figuresOf(small, true)).toMatchObject({
      conversations: 40,
      firstResponseLevel: null,
      answeredShare: null,
    });
  });

  it('of five show what all that fell due came to', () => {
    const enough = counted({
      conversations: { 0: 40 },
      firstResponseDue: { 0: 40 },
      firstResponseKept: { 0: 30 },
      people: people(5),
    });
    expect(isTooSmall(enough)).toBe(false);
    expect(figuresOf(enough, false)).toMatchObject({ firstResponseLevel: 0.75, nextResponseLevel: null });
  });

  const team = (from: number, count: number) =>
    counted({
      people: Object.fromEntries(Array.from({ length: count }, (_, index) => [from + index, 2])),
    });
  const allOf = (...teams: Counted[]): Counted =>
    new Map([['people', new Map(teams.flatMap((one) => [...(one.get('people') ?? [])]))]]);

  it('are not hidden alone, or the rest would tell', () => {
    const [a, b, c] = [team(1, 9), team(20, 2), team(30, 6)];
    const groups = new Map([
      ['a', a],
      ['b', b],
      ['c', c],
    ]);
    expect([...hiddenGroups(groups, allOf(a, b, c))].toSorted()).toEqual(['b', 'c']);
  });

  it('are not hidden with too few, or the rest would tell those', () => {
    const [large, one, other] = [team(1, 6), team(20, 1), team(30, 1)];
    const groups = new Map([
      ['large', large],
      ['one', one],
      ['other', other],
    ]);
    expect([...hiddenGroups(groups, allOf(large, one, other))].toSorted()).toEqual(['large', 'one', 'other']);
  });

  it('are hidden when what they leave over tells of too few, as a team without a tag', () => {
    const whole = counted({ people: { 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4 } });
    const tagged = counted({ people: { 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 3 } });
    const everything = counted({ people: { 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4 } });
    const groups = new Map([
      ['netz', tagged],
      ['alle', everything],
    ]);
    expect([...hiddenGroups(groups, whole)]).toEqual(['netz']);
  });

  it('tell of no fewer than five people, whichever of them are taken off the whole', () => {
    const works = fc.array(
      fc.record({
        person: fc.integer({ min: 1, max: 16 }),
        group: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        n: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 50 },
    );
    const peopleBy = (given: { person: number; n: number }[]): Counted => {
      const by = new Map<number, number>();
      for (const { person, n } of given) by.set(person, (by.get(person) ?? 0) + n);
      return new Map([['people', by]]);
    };
    const countOfPeople = (given: { person: number }[]) => new Set(given.map(({ person }) => person)).size;
    const isTold = (given: { person: number }[]) => [1, 2, 3, 4].includes(countOfPeople(given));
    fc.assert(
      fc.property(works, (given) => {
        const keys = [...new Set(given.map(({ group }) => group))];
        const groups = new Map(
          keys.map((key) => [key, peopleBy(given.filter(({ group }) => group === key))]),
        );
        const hidden = hiddenGroups(groups, peopleBy(given));
        const shown = keys.filter((key) => !hidden.has(key));
        if (isTold(given)) expect(shown).toEqual([]);
        for (const key of shown) expect(isTold(given.filter(({ group }) => group === key))).toBe(false);
        for (let set = 0; set < (shown.length > 0 ? 2 ** shown.length : 0); set += 1) {
          const taken = shown.filter((_, index) => (set & (2 ** index)) !== 0);
          expect(isTold(given.filter(({ group }) => !taken.includes(group)))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stay hidden with the whole, and shown where each is large and nothing is left over', () => {
    const [a, b] = [team(1, 5), team(20, 5)];
    const groups = new Map([
      ['a', a],
      ['b', b],
    ]);
    expect(hiddenGroups(groups, allOf(a, b)).size).toBe(0);
    expect([...hiddenGroups(new Map([['few', team(1, 3)]]), team(1, 3))]).toEqual(['few']);
  });
});

describe('CSV', () => {
  it('is read by office programs with umlauts, separators and numbers', () => {
    expect(toCsv([['Größe', 'a;b', 'say "x"', 1.5, null]], 'de')).toBe(
      '\ufeffGröße;"a;b";"say ""x""";1,5;\r\n',
    );
    expect(toCsv([['a,b', 1.5]], 'en')).toBe('\ufeff"a,b",1.5\r\n');
  });

  test.each(['=1+1', '+49', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])('runs nothing: %j', (text) => {
    expect(toCsv([[text]], 'de')).toContain(`'${text}`);
  });
});
