import type { ShiftItem } from '@visavis/shared/api/schedule';
import { useQuery } from '@tanstack/react-query';
import { useMe } from './directory.queries.ts';
import { useServerTime } from './server-clock.ts';
import { shiftsQuery } from './shifts.queries.ts';
import { addDays, instantOf, wallTimeOf } from './zoned-time.ts';

const ASK_AGAIN_MS = 300_000;

/** When the shift ends that somebody is in, shifts that follow at once taken together; null outside of any. */
export function shiftEndOf(shifts: readonly ShiftItem[], agentId: string, now: number): number | null {
  const own = shifts
    .filter((shift) => shift.agentId === agentId)
    .map(({ startsAt, endsAt }) => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) }))
    .toSorted((a, b) => a.from - b.from);
  let end = now;
  for (const { from, to } of own) if (from <= end && to > end) end = to;
  return end === now ? null : end;
}

/** Until when one is on shift now, in milliseconds since 1970; null where none is planned. */
export function useOwnShiftEnd(): number | null {
  const me = useMe();
  const { timeZone } = me.organisation;
  const today = useServerTime((now) => wallTimeOf(now, timeZone).date);
  const at = (date: string) => new Date(instantOf({ date, time: '00:00' }, timeZone)).toISOString();
  const shifts = useQuery({
    // A night shift ends tomorrow, and the one after it may begin then.
    ...shiftsQuery({ from: at(today), to: at(addDays(today, 2)) }),
    refetchInterval: ASK_AGAIN_MS,
  }).data;
  const end = useServerTime((now) => shiftEndOf(shifts ?? [], me.id, now) ?? 0);
  return end === 0 ? null : end;
}
