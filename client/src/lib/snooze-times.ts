export type SnoozePreset = 'inAnHour' | 'afternoon' | 'tomorrow' | 'monday';

const HOUR = 3_600_000;
const MORNING = 8;
const AFTERNOON = 16;

function atHour(now: Date, daysAhead: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead, hour);
}

/** The times to choose from, in the local time of whoever looks: what is over or the same as another is left out. */
export function snoozeTimes(now: Date): { preset: SnoozePreset; at: Date }[] {
  const daysUntilMonday = (8 - now.getDay()) % 7 || 7;
  const afternoon = atHour(now, 0, AFTERNOON);
  return [
    { preset: 'inAnHour' as const, at: new Date(now.getTime() + HOUR) },
    { preset: 'afternoon' as const, at: afternoon },
    { preset: 'tomorrow' as const, at: atHour(now, 1, MORNING) },
    { preset: 'monday' as const, at: atHour(now, daysUntilMonday, MORNING) },
  ].filter(({ preset, at }) => {
    if (preset === 'afternoon') return at.getTime() - now.getTime() > HOUR;
    return preset !== 'monday' || daysUntilMonday > 1;
  });
}

/** An instant as a field for local date and time takes it: `2026-11-23T08:00`. */
export function forDateTimeField(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
