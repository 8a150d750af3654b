import type { BusinessHours, Span, Weekday } from './business-time.ts';
import { aroundTheClock } from './week.ts';

/** A public holiday of a whole region; the date as `YYYY-MM-DD`. */
export interface Holiday {
  readonly date: string;
  readonly name: string;
}

/** Public holidays of a country, or of a region of it; null for what all regions share. */
export type HolidaysOf = (country: string, region: string | null, year: number) => readonly Holiday[];

/** In place of a country: this level keeps no public holidays, whatever those above it keep. */
export const NO_HOLIDAYS = 'none';

/** A date that differs from its weekday. */
export interface CalendarException {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  /** `[]` is closed; null is a day like any other of its weekday, so a holiday that does not count here. */
  readonly spans: readonly Span[] | null;
}

/** What one level says; null leaves it to the level above. */
export interface CalendarPart {
  readonly timeZone: string | null;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Span[]>>> | null;
  /** ISO 3166-1 such as `DE`, or `NO_HOLIDAYS`. */
  readonly country: string | null;
  /** Second part of ISO 3166-2 such as `HE`; belongs to the country of the same level. */
  readonly region: string | null;
  /** Added to those of the levels above; the own date wins. */
  readonly exceptions: readonly CalendarException[];
}

/** Why a date is as it is. */
export interface SpecialDay {
  readonly date: string;
  readonly name: string;
  readonly spans: readonly Span[] | null;
  /** Where in the chain it is said; `holiday` for one that nobody said anything about. */
  readonly from: 'holiday' | number;
  /** The public holiday of that date, also where somebody decided otherwise; null without one. */
  readonly holiday: string | null;
}

/** The week of an organisation that never said when it works. */
export const ALWAYS_OPEN_WEEK: NonNullable<CalendarPart['weekly']> = aroundTheClock();

/**
 * The hours that hold at the end of a chain of levels, the outermost (the organisation) first. Time zone, week and
 * country are those of the innermost level that names them (UTC, around the clock and no holidays when none does).
 * Exceptions of all levels add up; for one date the innermost wins, and any exception wins over a public holiday, so
 * a holiday moved by law is an exception on each of its two dates.
 *
 * @param years whose public holidays are looked up
 */
export function resolveCalendar(
  chain: readonly CalendarPart[],
  holidaysOf: HolidaysOf,
  years: readonly number[],
): BusinessHours {
  const days = specialDays(chain, holidaysOf, years);
  return {
    timeZone: innermost(chain, (part) => part.timeZone) ?? 'UTC',
    weekly: innermost(chain, (part) => part.weekly) ?? ALWAYS_OPEN_WEEK,
    holidays: days.filter((day) => day.from === 'holiday').map((day) => day.date),
    exceptions: Object.fromEntries(
      days.flatMap(({ date, from, spans }) => (from === 'holiday' || spans === null ? [] : [[date, spans]])),
    ),
  };
}

/** Every date of a chain that is no ordinary day, and every holiday that was made one, in the order of dates. */
export function specialDays(
  chain: readonly CalendarPart[],
  holidaysOf: HolidaysOf,
  years: readonly number[],
): SpecialDay[] {
  const days = new Map<string, SpecialDay>();
  for (const { date, name } of holidaysOfChain(chain, holidaysOf, years)) {
    days.set(date, { date, name, spans: [], from: 'holiday', holiday: name });
  }
  chain.forEach(({ exceptions }, level) => {
    for (const { date, name, spans } of exceptions) {
      const holiday = days.get(date)?.holiday ?? null;
      days.set(date, { date, name: name === '' ? (holiday ?? '') : name, spans, from: level, holiday });
    }
  });
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The country and region whose public holidays a chain keeps; null for none. */
export function holidayPlaceOf(
  chain: readonly CalendarPart[],
): { country: string; region: string | null } | null {
  const part = chain.findLast(({ country }) => country !== null);
  if (part === undefined || part.country === null || part.country === NO_HOLIDAYS) return null;
  return { country: part.country, region: part.region };
}

function holidaysOfChain(
  chain: readonly CalendarPart[],
  holidaysOf: HolidaysOf,
  years: readonly number[],
): Holiday[] {
  const place = holidayPlaceOf(chain);
  return place === null ? [] : years.flatMap((year) => holidaysOf(place.country, place.region, year));
}

function innermost<T>(chain: readonly CalendarPart[], valueOf: (part: CalendarPart) => T | null): T | null {
  const part = chain.findLast((each) => valueOf(each) !== null);
  return part === undefined ? null : valueOf(part);
}
