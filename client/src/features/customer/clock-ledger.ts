import type { ConversationEvent, LedgerEntry, WorkTime } from '@visavis/shared/api/conversations';
import type { PauseReason } from '@visavis/shared/sla/clock-run';
import type { CancelReason, NoAnswerReason, SlaMetric } from '@visavis/shared/sla/sla-clock';
import { workLeftMs } from '@visavis/shared/sla/work-time';

/** One line of the clock's ledger, to be put into words. */
export type LedgerLine = { key: string; at: string } & (
  | { kind: 'arrived'; fetchDelaySeconds: number }
  | { kind: 'asked'; restedMs: number }
  | ({ kind: 'answered'; isFirst: boolean } & Needed)
  | {
      kind: 'ended';
      reason: CancelReason;
      by: string | null;
      why: NoAnswerReason | null;
      note: string | null;
    }
  | { kind: 'thanked'; canStart: boolean }
  | { kind: 'given' }
  | ({ kind: 'opened' | 'resolved' } & Needed)
  | { kind: 'reopened' }
  | { kind: 'closingTakenBack'; by: string | null }
  | { kind: 'paused'; reason: PauseReason; until: string | null }
  | { kind: 'standsStill'; metric: SlaMetric; leftMs: number }
  | { kind: 'due'; metric: SlaMetric; startedAt: string; work: WorkTime | null }
);

/** In the open time of the calendar, like the target. */
export interface Needed {
  neededMs: number;
  targetMinutes: number;
  isLate: boolean;
  lateMs: number;
}

/** What a clock came to, by the calendar it was started with. */
export interface LedgerSum {
  metric: SlaMetric;
  calendarName: string | null;
  targetMinutes: number;
  workedMinutes: number;
  /** Else so far. */
  isOver: boolean;
  pausedMs: number;
}

/** A stretch of the bar; `share` of its width. */
export interface BarPart {
  kind: 'met' | 'late' | 'rested' | 'running' | 'left';
  share: number;
}

/** The clocks of a conversation as they are told: line by line, as a bar, and what they came to. */
export interface Ledger {
  lines: LedgerLine[];
  bar: BarPart[];
  policyName: string | null;
  sums: LedgerSum[];
}

const MINUTE = 60_000;
const time = (at: string) => Date.parse(at);
const inOrder = (ledger: readonly LedgerEntry[]) =>
  ledger.toSorted((a, b) => time(a.startedAt) - time(b.startedAt) || a.turn - b.turn);

/**
 * What the clocks of a conversation did, in the order of time, and the same as lengths.
 *
 * @param events what was done to it: a closing that was taken back has left its clocks as they were, and is told all the same
 */
export function readLedger(
  entries: readonly LedgerEntry[],
  now: number,
  events: readonly ConversationEvent[] = [],
): Ledger {
  const ledger = inOrder(entries);
  const answers = ledger.filter(isForAnswer);
  const lines = [
    // A pause stops every clock of the conversation at once: it is told once.
    ...uniqueBy(ledger.flatMap(pauseLines), (line) => line.key),
    ...answers.flatMap((entry, at) => answerLines(entry, answers[at - 1], answers[at + 1])),
    ...ledger.filter((entry) => !isForAnswer(entry)).flatMap(deskLines),
    ...takenBackLines(ledger, events),
  ];
  return {
    lines: lines.toSorted((a, b) => time(a.at) - time(b.at)),
    bar: barOf(answers, now),
    policyName: ledger.at(-1)?.policyName ?? null,
    sums: sumsOf(ledger, now),
  };
}

const isForAnswer = ({ metric }: LedgerEntry) => metric === 'firstResponse' || metric === 'nextResponse';

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function answerLines(
  entry: LedgerEntry,
  before: LedgerEntry | undefined,
  after: LedgerEntry | undefined,
): LedgerLine[] {
  const { metric, turn, startedAt } = entry;
  const key = `${metric}-${turn}`;
  if (entry.cancelReason === 'courtesy')
    return [{ key: `${key}-start`, at: startedAt, kind: 'thanked', canStart: after === undefined }];
  const stoppedAt = before?.metAt ?? before?.cancelledAt;
  const isSameAgain = before !== undefined && before.startedAt === startedAt;
  const start: LedgerLine =
    metric === 'firstResponse'
      ? { key: `${key}-start`, at: startedAt, kind: 'arrived', fetchDelaySeconds: entry.fetchDelaySeconds }
      : {
          key: `${key}-start`,
          at: startedAt,
          kind: 'asked',
          restedMs: stoppedAt ? Math.max(0, time(startedAt) - time(stoppedAt)) : 0,
        };
  return [...(isSameAgain ? [] : [start]), ...endOf(entry, key)];
}

/** How a clock ended, or when it is due. */
function endOf(entry: LedgerEntry, key: string): LedgerLine[] {
  const { metric, metAt, cancelledAt, deadlineAt, targetMinutes, startedAt, pausedAt } = entry;
  if (metAt) {
    const isLate = deadlineAt !== null && time(metAt) > time(deadlineAt);
    const lateMs = isLate ? Math.max(0, entry.workedMinutes - targetMinutes) * MINUTE : 0;
    const needed = { neededMs: entry.workedMinutes * MINUTE, targetMinutes, isLate, lateMs };
    const end = { key: `${key}-end`, at: metAt, ...needed };
    if (metric === 'pickUp') return [{ ...end, kind: 'opened' }];
    if (metric === 'resolution') return [{ ...end, kind: 'resolved' }];
    return [{ ...end, kind: 'answered', isFirst: metric === 'firstResponse' }];
  }
  if (cancelledAt) {
    const reason = entry.cancelReason ?? 'closed';
    const decision = {
      by: entry.cancelledBy?.name ?? null,
      why: entry.noAnswerReason,
      note: entry.cancelNote,
    };
    return [{ key: `${key}-end`, at: cancelledAt, kind: 'ended', reason, ...decision }];
  }
  if (deadlineAt === null) return [];
  if (pausedAt) {
    const leftMs = leftOf(entry, time(pausedAt)) ?? 0;
    return [{ key: `${key}-still`, at: pausedAt, kind: 'standsStill', metric, leftMs }];
  }
  return [{ key: `${key}-due`, at: deadlineAt, kind: 'due', metric, startedAt, work: entry.work ?? null }];
}

/** What is left of a clock at an instant, below 0 over it; null for one that is never due. */
function leftOf({ deadlineAt, work }: LedgerEntry, at: number): number | null {
  if (deadlineAt === null) return null;
  return work ? workLeftMs(work, at) : time(deadlineAt) - at;
}

/** Being given, and the matter as a whole: an end without an answer was told by the clock for the answer. */
function deskLines(entry: LedgerEntry): LedgerLine[] {
  const { metric, turn, startedAt } = entry;
  const key = `${metric}-${turn}`;
  const end = endOf(entry, key).filter(({ kind }) => kind !== 'ended');
  if (metric === 'pickUp') return [{ key: `${key}-start`, at: startedAt, kind: 'given' }, ...end];
  return turn === 1 ? end : [{ key: `${key}-start`, at: startedAt, kind: 'reopened' }, ...end];
}

/** Of a conversation without clocks there is nothing to say here. */
function takenBackLines([first]: readonly LedgerEntry[], events: readonly ConversationEvent[]): LedgerLine[] {
  if (first === undefined) return [];
  return events.flatMap(({ id, type, at, actor }) =>
    type === 'closingTakenBack' && time(at) >= time(first.startedAt)
      ? [{ key: `taken-back-${id}`, at, kind: 'closingTakenBack' as const, by: actor?.name ?? null }]
      : [],
  );
}

function pauseLines({ pauses }: LedgerEntry): LedgerLine[] {
  return pauses.map(({ from, to, reason }) => ({
    key: `pause-${from}`,
    at: from,
    kind: 'paused',
    reason,
    until: to,
  }));
}

/** Of the newest clock of each kind, the answer first. */
function sumsOf(ledger: readonly LedgerEntry[], now: number): LedgerSum[] {
  const answer = ledger.findLast((entry) => isForAnswer(entry) && !entry.cancelledAt);
  const matter = ledger.findLast((entry) => entry.metric === 'resolution' && !entry.cancelledAt);
  return [answer, matter].flatMap((entry) =>
    entry === undefined
      ? []
      : [
          {
            metric: entry.metric,
            calendarName: entry.calendarName,
            targetMinutes: entry.targetMinutes,
            workedMinutes: workedOf(entry, now),
            isOver: entry.metAt !== null,
            pausedMs: entry.pauses.reduce(
              (sum, { from, to }) =>
                sum + (to === null ? Math.max(0, now - time(from)) : time(to) - time(from)),
              0,
            ),
          },
        ],
  );
}

/** What a clock has used up; one that runs goes on between two answers of the server. */
function workedOf(entry: LedgerEntry, now: number): number {
  if (entry.metAt) return entry.workedMinutes;
  const leftMs = leftOf(entry, entry.pausedAt === null ? now : time(entry.pausedAt));
  return leftMs === null ? entry.workedMinutes : Math.max(0, entry.targetMinutes - leftMs / MINUTE);
}

/** The bar shows the newest of what a long conversation has. */
const CLOCKS_IN_BAR = 3;
/** Below this a stretch could not be seen. */
const LEAST_SHARE = 0.06;

function barOf(ledger: readonly LedgerEntry[], now: number): BarPart[] {
  const stretches: { kind: BarPart['kind']; ms: number }[] = [];
  const shown = ledger.slice(-CLOCKS_IN_BAR);
  shown.forEach((entry, at) => {
    const before = shown[at - 1];
    const stoppedAt = before?.metAt ?? before?.cancelledAt;
    const start = time(entry.startedAt);
    if (stoppedAt) stretches.push({ kind: 'rested', ms: start - time(stoppedAt) });
    const deadline = entry.deadlineAt === null ? Number.POSITIVE_INFINITY : time(entry.deadlineAt);
    const stop = entry.metAt ?? entry.cancelledAt;
    const end = stop ? time(stop) : now;
    const inTime = Math.min(end, deadline) - start;
    stretches.push({ kind: stop ? 'met' : 'running', ms: inTime });
    stretches.push({ kind: 'late', ms: end - deadline });
    if (!stop && Number.isFinite(deadline)) stretches.push({ kind: 'left', ms: deadline - end });
  });
  const seen = stretches.filter(({ ms }) => ms > 0);
  const total = seen.reduce((sum, { ms }) => sum + ms, 0);
  const raw = seen.map(({ kind, ms }) => ({ kind, share: Math.max(LEAST_SHARE, ms / total) }));
  const sum = raw.reduce((all, { share }) => all + share, 0);
  return raw.map(({ kind, share }) => ({ kind, share: share / sum }));
}
