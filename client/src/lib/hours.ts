import { weekdays, type BusinessHours } from '@visavis/shared/sla/business-time';
import { ALL_DAY, type Week } from '@visavis/shared/sla/week';

export function aroundTheClock(): Week {
  return Object.fromEntries(weekdays.map((day) => [day, [[...ALL_DAY]]])) as unknown as Week;
}

/** The editor's week back in place; what it does not show (exceptions) stays. */
export function hoursWith(
  hours: BusinessHours,
  change: { week: Week; timeZone: string; holidays: string[] },
): BusinessHours {
  const open = weekdays.filter((day) => change.week[day].length > 0);
  return {
    ...hours,
    timeZone: change.timeZone,
    weekly: Object.fromEntries(open.map((day) => [day, change.week[day]])),
    holidays: change.holidays,
  };
}

/** The dates of a text with one per line, and the lines that are none. */
export function datesOf(text: string): { dates: string[]; wrong: string[] } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const isDate = (line: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(line) && new Date(`${line}T00:00:00Z`).toJSON()?.startsWith(line) === true;
  return { dates: lines.filter(isDate), wrong: lines.filter((line) => !isDate(line)) };
}
