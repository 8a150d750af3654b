import type { LedgerEntry } from '@visavis/shared/api/conversations';

/** One line of the clock's ledger, to be put into words. */
export type LedgerLine = { key: string; at: string } & (
  | { kind: 'arrived'; fetchDelaySeconds: number }
  | { kind: 'asked'; restedMs: number }
  | { kind: 'answered'; isFirst: boolean; neededMs: number; targetMinutes: number; lateMs: number }
  | { kind: 'ended' }
  | { kind: 'due'; startedAt: string }
);

/** A stretch of the bar; `share` of its width. */
export interface BarPart {
  kind: 'met' | 'late' | 'rested' | 'running' | 'left';
  share: number;
}

/** What a reader of the bar hears, by the state of its newest clock. */
export interface Ledger {
  lines: LedgerLine[];
  bar: BarPart[];
  policyName: string | null;
}

const time = (at: string) => Date.parse(at);
const inOrder = (ledger: readonly LedgerEntry[]) =>
  ledger.toSorted((a, b) => time(a.startedAt) - time(b.startedAt) || a.turn - b.turn);

/** What the clocks of a conversation did, in the order of time, and the same as lengths. */
export function readLedger(entries: readonly LedgerEntry[], now: number): Ledger {
  const ledger = inOrder(entries);
  return {
    lines: ledger.flatMap((entry, at) => linesOf(entry, ledger[at - 1])),
    bar: barOf(ledger, now),
    policyName: ledger.at(-1)?.policyName ?? null,
  };
}

function linesOf(entry: LedgerEntry, before: LedgerEntry | undefined): LedgerLine[] {
  const { metric, turn, startedAt, metAt, cancelledAt, deadlineAt, targetMinutes } = entry;
  const key = `${metric}-${turn}`;
  const isFirst = metric === 'firstResponse';
  const stoppedAt = before?.metAt ?? before?.cancelledAt;
  const lines: LedgerLine[] = [
    isFirst
      ? { key: `${key}-start`, at: startedAt, kind: 'arrived', fetchDelaySeconds: entry.fetchDelaySeconds }
      : {
          key: `${key}-start`,
          at: startedAt,
          kind: 'asked',
          restedMs: stoppedAt ? Math.max(0, time(startedAt) - time(stoppedAt)) : 0,
        },
  ];
  if (metAt) {
    const lateMs = deadlineAt ? Math.max(0, time(metAt) - time(deadlineAt)) : 0;
    const neededMs = Math.max(0, time(metAt) - time(startedAt));
    lines.push({ key: `${key}-end`, at: metAt, kind: 'answered', isFirst, neededMs, targetMinutes, lateMs });
  } else if (cancelledAt) lines.push({ key: `${key}-end`, at: cancelledAt, kind: 'ended' });
  else if (deadlineAt) lines.push({ key: `${key}-due`, at: deadlineAt, kind: 'due', startedAt });
  return lines;
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
