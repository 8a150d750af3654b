import { describe, expect, it } from '@jest/globals';
import { bucketOf } from '@visavis/shared/reports/histogram';
import { noAnswerReasons } from '@visavis/shared/sla/sla-clock';
import { factsOf } from './facts-of.ts';
import type { ReportClock, ReportSource } from './report.types.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 18, 9, minute));
const reply = (minute: number, person = 1) => ({
  id: `reply ${minute}`,
  at: at(minute),
  agentId: `agent ${person}`,
  person,
});
const source = (given: Partial<ReportSource>): ReportSource => ({
  id: 'c1',
  teamId: 't1',
  channelId: 'k1',
  kind: 'message',
  language: null,
  tags: [],
  isCounted: true,
  messages: [],
  replies: [],
  reopenings: [],
  clocks: [],
  ...given,
});
const turns = (given: Partial<ReportSource>): number =>
  factsOf(source(given), 'UTC')
    .filter(({ measure }) => measure === 'turns')
    .reduce((sum, { n }) => sum + n, 0);
const thanked = (minute: number): ReportClock => ({
  metric: 'nextResponse',
  policy: 'Standard',
  hours: { timeZone: 'UTC', weekly: {}, holidays: [] } as unknown as ReportClock['hours'],
  startedAt: at(minute),
  deadlineAt: null,
  metAt: null,
  metByMessageId: null,
  breachedAt: null,
  cancelledAt: at(minute),
  cancelReason: 'courtesy',
  noAnswerReason: null,
  pauses: [],
});

describe("a customer's turns", () => {
  it('are their messages up to our next reply, however many they write and in whatever order they came', () => {
    expect(turns({ messages: [at(3), at(0), at(1)] })).toBe(1);
    expect(turns({ messages: [at(0), at(5), at(6), at(20)], replies: [reply(3), reply(10)] })).toBe(3);
  });

  it('are none where only we wrote', () => {
    expect(turns({ replies: [reply(3)] })).toBe(0);
  });

  it('do not count a thank-you, but what is asked after it', () => {
    const messages = [at(0), at(5)];
    const replies = [reply(3)];
    expect(turns({ messages, replies, clocks: [thanked(5)] })).toBe(1);
    expect(turns({ messages: [...messages, at(6)], replies, clocks: [thanked(5)] })).toBe(2);
  });
});

describe('people', () => {
  const people = (given: Partial<ReportSource>) =>
    factsOf(source(given), 'UTC')
      .filter(({ measure }) => measure === 'people')
      .map(({ day, hour, policy, bucket, n }) => ({ at: `${day} ${hour}`, policy, person: bucket, n }));
  const clock = (given: Partial<ReportClock>): ReportClock => ({
    ...thanked(0),
    metric: 'firstResponse',
    cancelledAt: null,
    cancelReason: null,
    deadlineAt: new Date('2026-11-20T12:00:00Z'),
    ...given,
  });

  it('are counted where the figures lie that tell of them, not where they wrote', () => {
    const met = reply(30, 7);
    const clocks = [clock({ metAt: met.at, metByMessageId: met.id })];
    expect(people({ messages: [at(0)], replies: [met], clocks })).toEqual([
      { at: '2026-11-18 9', policy: 'Standard', person: 7, n: 2 },
      { at: '2026-11-20 12', policy: 'Standard', person: 7, n: 1 },
    ]);
  });

  it('are nobody where nobody answered, and whoever met it where several wrote', () => {
    const missed = clock({ breachedAt: new Date('2026-11-20T12:00:00Z') });
    expect(people({ messages: [at(0)], clocks: [missed] })).toEqual([]);
    const [first, second] = [reply(10, 1), reply(20, 2)];
    const clocks = [clock({ metAt: first.at, metByMessageId: first.id })];
    const due = people({ replies: [first, second], clocks }).filter((one) => one.at === '2026-11-20 12');
    expect(due.map(({ person }) => person)).toEqual([1]);
  });
});

describe('days and hours', () => {
  const places = (...instants: string[]) =>
    factsOf(source({ messages: instants.map((one) => new Date(one)) }), 'Europe/Berlin')
      .filter(({ measure }) => measure === 'messages')
      .map(({ day, hour, n }) => `${day} ${hour} ${n}`);

  it('end at midnight on the organisation’s clock, which belongs to the day after', () => {
    expect(places('2026-11-18T22:59:59.999Z', '2026-11-18T23:00:00Z')).toEqual([
      '2026-11-18 23 1',
      '2026-11-19 0 1',
    ]);
  });

  it('have an hour that comes twice once, and none that is jumped over', () => {
    expect(places('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toEqual(['2026-10-25 2 2']);
    expect(places('2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z')).toEqual([
      '2026-03-29 1 1',
      '2026-03-29 3 1',
    ]);
  });
});

describe('what a conversation adds besides', () => {
  const counts = (given: Partial<ReportSource>) => {
    const sums: Record<string, number> = {};
    for (const { measure, n } of factsOf(source(given), 'UTC')) sums[measure] = (sums[measure] ?? 0) + n;
    return sums;
  };
  const over = (given: Partial<ReportClock>): ReportClock => ({
    ...thanked(0),
    cancelReason: null,
    ...given,
  });

  it('is who answered again: the same person as before, or another', () => {
    const replies = [reply(3, 1), reply(5, 1), reply(7, 2), reply(9, 2), reply(11, 1)];
    expect(counts({ messages: [at(0)], replies })).toMatchObject({ answered: 1, followUps: 4, sameFace: 2 });
    expect(counts({ messages: [at(0)], replies: replies.slice(0, 1) })).not.toHaveProperty('followUps');
  });

  it('is how often it was opened again', () => {
    expect(counts({ messages: [at(0)], reopenings: [at(5), at(9)] })).toMatchObject({ reopenings: 2 });
  });

  it('is each pause, and the minutes of those that have ended', () => {
    const pauses = [
      { from: at(1), to: at(11) },
      { from: at(20), to: null },
    ];
    expect(counts({ clocks: [over({ cancelledAt: null, pauses })] })).toMatchObject({
      pauses: 2,
      pausedMinutes: 10,
    });
  });

  it.each(noAnswerReasons)('is that no answer was needed, by its reason: %s', (reason) => {
    const decided =
      reason === 'courtesy'
        ? over({ cancelReason: 'courtesy' })
        : over({ cancelReason: 'noAnswerNeeded', noAnswerReason: reason });
    // What ended together with it is the same decision.
    const resolution = { ...decided, metric: 'resolution' } as const;
    const found = factsOf(source({ clocks: [decided, resolution] }), 'UTC').filter(
      ({ measure }) => measure === 'noAnswerNeeded',
    );
    expect(found.map(({ bucket, n }) => [noAnswerReasons[bucket], n])).toEqual([[reason, 1]]);
  });

  it('is nothing of the kind where somebody only closed it', () => {
    expect(counts({ clocks: [over({ cancelReason: 'closed' })] })).not.toHaveProperty('noAnswerNeeded');
  });

  it.each(['firstResponse', 'nextResponse', 'pickUp', 'resolution'] as const)(
    'is whether %s was kept, in the minutes that were worked and in those that the customer lived through',
    (metric) => {
      const hours = {
        timeZone: 'UTC',
        weekly: { wed: [['09:00', '09:30']] },
      } as unknown as ReportClock['hours'];
      const clock = (metAt: Date | null, breachedAt: Date | null) =>
        over({ metric, hours, cancelledAt: null, startedAt: at(0), deadlineAt: at(30), metAt, breachedAt });
      const facts = factsOf(
        source({
          clocks: [clock(at(20), null), clock(at(59), at(30)), clock(null, at(30)), clock(null, null)],
        }),
        'UTC',
      );
      const of = (measure: string) =>
        facts.filter((one) => one.measure === measure).map(({ bucket, n }) => [bucket, n]);
      expect(of(`${metric}Due`)).toEqual([[0, 3]]);
      expect(of(`${metric}Kept`)).toEqual([[0, 1]]);
      expect(of(`${metric}Working`)).toEqual([
        [bucketOf(20), 1],
        [bucketOf(30), 1],
      ]);
      expect(of(`${metric}Calendar`)).toEqual([
        [bucketOf(20), 1],
        [bucketOf(59), 1],
      ]);
    },
  );
});
