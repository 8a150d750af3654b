import { describe, expect, it } from '@jest/globals';
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
