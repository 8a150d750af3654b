import type { ReportComparison, ReportPeriod, ReportQuery } from '../api/figures.ts';
import { DAY_MS } from '../sla/zone-clock.ts';

/** Days as `2026-11-21`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The longest period that a report takes. */
export const MOST_REPORT_DAYS = 3_660;

/** The days of a question, asked on a day. */
export function daysOf(query: Pick<ReportQuery, 'from' | 'to' | 'period'>, today: string): DayRange {
  if (query.from !== undefined && query.to !== undefined) return { from: query.from, to: query.to };
  return daysOfPeriod(query.period ?? '28', today);
}

function daysOfPeriod(period: ReportPeriod, today: string): DayRange {
  if (period === 'month') return { from: monthOf(today), to: today };
  if (period === 'lastMonth') {
    const to = plusDays(monthOf(today), -1);
    return { from: monthOf(to), to };
  }
  if (period === '13months') return { from: plusMonths(monthOf(today), -12), to: today };
  return { from: plusDays(today, 1 - Number(period)), to: today };
}

/** What a period is compared with: as many days before it, or the same days a year before. Null for none. */
export function comparedDays({ from, to }: DayRange, compare: ReportComparison): DayRange | null {
  if (compare === 'none') return null;
  if (compare === 'year') return { from: plusMonths(from, -12), to: plusMonths(to, -12) };
  const length = dayCount({ from, to });
  return { from: plusDays(from, -length), to: plusDays(from, -1) };
}

/** How many days a period has, both ends included. */
export function dayCount({ from, to }: DayRange): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** The day so many days later; earlier below 0. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first day of each day or month that a period touches. */
export function placesOf({ from, to }: DayRange, by: 'day' | 'month'): string[] {
  const places: string[] = [];
  const next = (day: string) => (by === 'day' ? plusDays(day, 1) : plusMonths(day, 1));
  for (let day = by === 'day' ? from : monthOf(from); day <= to; day = next(day)) places.push(day);
  return places;
}

/** A stretch of a period that is read from sums of one grain; `before` is the first day after it. */
export interface SumRange {
  readonly grain: 'day' | 'month';
  readonly from: string;
  readonly before: string;
}

/** How a period is read from as few sums as there can be: whole months, and the single days around them. */
export function sumRanges({ from, to }: DayRange): SumRange[] {
  const before = plusDays(to, 1);
  const firstMonth = from === monthOf(from) ? from : plusMonths(monthOf(from), 1);
  const endMonth = monthOf(before);
  if (firstMonth >= endMonth) return [{ grain: 'day', from, before }];
  const ranges: SumRange[] = [
    { grain: 'day', from, before: firstMonth },
    { grain: 'month', from: firstMonth, before: endMonth },
    { grain: 'day', from: endMonth, before },
  ];
  return ranges.filter((range) => range.from < range.before);
}

function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The same day of another month, or its last where it has fewer. */
function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
