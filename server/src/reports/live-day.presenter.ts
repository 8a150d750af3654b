import {
  backlogStates,
  type AnswerTimes,
  type BacklogState,
  type LateAnswer,
  type LateReason,
  type LiveBacklog,
  type LiveChannelRef,
  type LiveToday,
  type OnTimeFigures,
} from '@visavis/shared/api/live';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { histogramPercentile } from '@visavis/shared/reports/histogram';
import type {
  AnswerTimesRow,
  AnswerTimesRows,
  BacklogChangeRow,
  BacklogRow,
  LateRow,
  OnTimeRow,
} from './live-day.repository.ts';

const MINUTE_MS = 60_000;
/** So many channels are named; all others are added up. */
const MOST_CHANNELS = 3;

export function sumOnTime(rows: readonly OnTimeRow[]): OnTimeFigures {
  return {
    dueCount: rows.reduce((sum, row) => sum + row.dueCount, 0),
    onTimeCount: rows.reduce((sum, row) => sum + row.onTimeCount, 0),
  };
}

/** Reckoned as reports reckon it, so that both tell the same. @param teamId null for all in the rows */
export function answerTimesOf(rows: readonly AnswerTimesRow[], teamId: string | null): AnswerTimes {
  const counts = new Map<number, number>();
  let answeredCount = 0;
  for (const row of rows)
    if (teamId === null || row.teamId === teamId) {
      counts.set(row.bucket, (counts.get(row.bucket) ?? 0) + row.count);
      answeredCount += row.count;
    }
  const seconds = (percent: number): number | null => {
    const minutes = histogramPercentile(counts, percent);
    return minutes === null ? null : minutes * 60;
  };
  return { answeredCount, medianSeconds: seconds(50), p90Seconds: seconds(90) };
}

/** @param today `2026-11-20`; every other day in the rows is yesterday. @param hour of the present */
export function presentToday(
  rows: readonly OnTimeRow[],
  { times, promised }: AnswerTimesRows,
  { today, hour: present, goalPercent }: { today: string; hour: number; goalPercent: number },
): LiveToday {
  // Answers that are due in hours to come count already once they are given: they count for the present hour.
  const ofToday = rows
    .filter(({ day }) => day === today)
    .map((row) => ({ ...row, hour: Math.min(row.hour, present) }));
  const hours = [...new Set(ofToday.map(({ hour }) => hour))].toSorted((a, b) => a - b);
  return {
    isTooSmall: false,
    ...sumOnTime(ofToday),
    ...answerTimesOf(times, null),
    promised,
    goalPercent,
    yesterday: sumOnTime(rows.filter(({ day }) => day !== today)),
    byHour: hours.map((hour) => ({ hour, ...sumOnTime(ofToday.filter((row) => row.hour <= hour)) })),
  };
}

/** In place of the figures of so few people that they would tell how those work. */
export const hiddenFigures = (goalPercent: number): LiveToday => ({
  isTooSmall: true,
  ...sumOnTime([]),
  ...answerTimesOf([], null),
  promised: { medianSeconds: null, p90Seconds: null },
  goalPercent,
  yesterday: sumOnTime([]),
  byHour: [],
});

const stateOf = (status: ConversationStatus): BacklogState | null =>
  status === 'closed' ? null : status === 'snoozed' ? 'waiting' : status;

interface Day {
  from: Date;
  now: Date;
  stepMinutes: number;
}

/** The backlog at every step since midnight and now, told backwards from what is open now. */
export function presentBacklog(
  present: readonly BacklogRow[],
  changes: readonly BacklogChangeRow[],
  channels: readonly LiveChannelRef[],
  { from, now, stepMinutes }: Day,
): LiveBacklog {
  const stepMs = stepMinutes * MINUTE_MS;
  const steps = Math.max(0, Math.floor((now.getTime() - from.getTime()) / stepMs));
  const at = Array.from({ length: steps + 1 }, (_, step) =>
    new Date(from.getTime() + step * stepMs).toISOString(),
  );
  const series = (isOne: (row: { status: ConversationStatus; channelId: string }) => boolean): number[] =>
    backwards(
      present.filter(isOne).reduce((sum, row) => sum + row.count, 0),
      changes.filter(isOne),
      steps,
    );
  const byCount = channels
    .map((channel) => ({
      channel,
      count: present.reduce((sum, row) => sum + (row.channelId === channel.id ? row.count : 0), 0),
    }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.channel.name.localeCompare(b.channel.name));
  const named = byCount.slice(0, byCount.length > MOST_CHANNELS + 1 ? MOST_CHANNELS : MOST_CHANNELS + 1);
  const ids = new Set(named.map(({ channel }) => channel.id));
  const rest = series(({ channelId }) => !ids.has(channelId));
  return {
    at: [...at, now.toISOString()],
    byState: backlogStates.map((state) => ({
      state,
      counts: series(({ status }) => stateOf(status) === state),
    })),
    byChannel: [
      ...named.map(({ channel }): LiveBacklog['byChannel'][number] => ({
        channel,
        counts: series(({ channelId }) => channelId === channel.id),
      })),
      ...(rest.some((count) => count > 0) ? [{ channel: null, counts: rest }] : []),
    ],
  };
}

/** Counts at the beginning of each step, and now. */
function backwards(now: number, changes: readonly BacklogChangeRow[], steps: number): number[] {
  const by = new Map<number, number>();
  for (const change of changes) by.set(change.step, (by.get(change.step) ?? 0) + change.by);
  const counts = [now];
  let count = now;
  for (let step = steps; step >= 0; step -= 1) {
    count -= by.get(step) ?? 0;
    // A conversation that was erased or moved takes its past along: the sum of what is left can miss it.
    counts.unshift(Math.max(0, count));
  }
  return counts;
}

export function presentLate(
  {
    channelId,
    channelName,
    network,
    deadlineAt,
    answeredAt,
    endedAt,
    teamId: _team,
    startedAt: _at,
    ...row
  }: LateRow,
  why: LateReason[],
): LateAnswer {
  return {
    ...row,
    why,
    channel: { id: channelId, name: channelName, network },
    deadlineAt: deadlineAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
