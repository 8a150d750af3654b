import { openCalendar } from './open-calendar.ts';
import { walkOpenTime } from './walk-open-time.ts';
import { LAST_INSTANT_MS, isTimeZone } from './zone-clock.ts';

/** Days of the week as calendars name them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * Opening and closing as wall-clock times `HH:MM`, half open. The closing may be `24:00`; a closing that is not after
 * the opening lies on the next day. A span belongs to the date on which it opens, its part after midnight included.
 */
export type Span = readonly [from: string, to: string];

/**
 * When a team works. Treated as immutable: an edited calendar is a new object.
 *
 * A date's spans are those of its exception if it has one (`[]` closes it), none if it is a holiday, else those of its
 * weekday. They are wall-clock times of `timeZone`, turned into instants date by date, see `ZoneClock.instantOf` for
 * the nights on which clocks change. Spans that overlap count once.
 */
export interface BusinessHours {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Span[]>>>;
  /** Dates `YYYY-MM-DD`. */
  readonly holidays?: readonly string[];
  /** By date `YYYY-MM-DD`. */
  readonly exceptions?: Readonly<Record<string, readonly Span[]>>;
}

/** Real time that does not count, half open; without `to` it lasts. Pauses that overlap count once. */
export interface Pause {
  readonly from: Date;
  readonly to?: Date | null;
}

/** What is wrong with business hours, and where, as a path such as `weekly.mon[0]`. */
export interface BusinessHoursFault {
  readonly path: string;
  readonly code:
    | 'required'
    | 'not-a-time-zone'
    | 'not-a-weekday'
    | 'not-a-span'
    | 'not-a-date'
    | 'not-a-list';
}

export type ParsedBusinessHours =
  | { readonly ok: true; readonly hours: BusinessHours }
  | { readonly ok: false; readonly faults: readonly BusinessHoursFault[] };

/**
 * When a target of `minutes` (fractions allowed, exact to the millisecond) of open time is used up: the closing
 * instant itself when it fits exactly. Zero minutes is the first open instant at or after `startedAt`. Null when the
 * calendar does not open that long before the end of time, or a pause without end lies before.
 *
 * Takes bounded time for every calendar and target, see `walkOpenTime`.
 */
export function addBusinessMinutes(
  hours: BusinessHours,
  startedAt: Date,
  minutes: number,
  pauses: readonly Pause[] = [],
): Date | null {
  if (!Number.isFinite(minutes) || minutes < 0)
    throw new RangeError('minutes must be a number of at least 0');
  const walked = walkOpenTime(openCalendar(hours), pauses, {
    fromMs: instantMs(startedAt),
    untilMs: LAST_INSTANT_MS,
    budgetMs: Math.round(minutes * 60_000),
  });
  return walked.reachedAtMs === null ? null : new Date(walked.reachedAtMs);
}

/** Open minutes between two instants, fractions included; 0 when `until` is not after `from`. */
export function businessMinutesBetween(
  hours: BusinessHours,
  from: Date,
  until: Date,
  pauses: readonly Pause[] = [],
): number {
  const walked = walkOpenTime(openCalendar(hours), pauses, {
    fromMs: instantMs(from),
    untilMs: instantMs(until),
    budgetMs: Number.POSITIVE_INFINITY,
  });
  return walked.openMs / 60_000;
}

/** Checks business hours that came from outside, and lists all faults rather than the first. */
export function parseBusinessHours(input: unknown): ParsedBusinessHours {
  if (!isRecord(input)) return { ok: false, faults: [{ path: '', code: 'required' }] };
  const { timeZone, weekly, holidays = [], exceptions = {} } = input;
  const faults: BusinessHoursFault[] = [];
  const zone = parseTimeZone(timeZone, faults);
  const week = parseSpansByKey(
    weekly,
    { path: 'weekly', isKey: isWeekday, keyFault: 'not-a-weekday' },
    faults,
  );
  const special = parseSpansByKey(
    exceptions ?? {},
    { path: 'exceptions', isKey: isCalendarDate, keyFault: 'not-a-date' },
    faults,
  );
  const closed = parseDates(holidays ?? [], faults);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, hours: { timeZone: zone, weekly: week, holidays: closed, exceptions: special } };
}

function parseTimeZone(value: unknown, faults: BusinessHoursFault[]): string {
  if (typeof value === 'string' && isTimeZone(value)) return value;
  faults.push({ path: 'timeZone', code: value === undefined ? 'required' : 'not-a-time-zone' });
  return 'UTC';
}

interface SpansByKey {
  readonly path: string;
  readonly isKey: (key: string) => boolean;
  readonly keyFault: 'not-a-weekday' | 'not-a-date';
}

function parseSpansByKey(
  value: unknown,
  rule: SpansByKey,
  faults: BusinessHoursFault[],
): Record<string, Span[]> {
  const byKey: Record<string, Span[]> = {};
  if (!isRecord(value)) {
    faults.push({ path: rule.path, code: 'required' });
    return byKey;
  }
  for (const [key, spans] of Object.entries(value)) {
    const path = `${rule.path}.${key}`;
    if (!rule.isKey(key)) faults.push({ path, code: rule.keyFault });
    else if (!Array.isArray(spans)) faults.push({ path, code: 'not-a-list' });
    else byKey[key] = parseSpans(spans, path, faults);
  }
  return byKey;
}

function parseSpans(values: readonly unknown[], path: string, faults: BusinessHoursFault[]): Span[] {
  const spans: Span[] = [];
  values.forEach((value, index) => {
    if (isSpan(value)) spans.push([value[0], value[1]]);
    else faults.push({ path: `${path}[${index}]`, code: 'not-a-span' });
  });
  return spans;
}

function parseDates(value: unknown, faults: BusinessHoursFault[]): string[] {
  if (!Array.isArray(value)) {
    faults.push({ path: 'holidays', code: 'not-a-list' });
    return [];
  }
  const dates: string[] = [];
  value.forEach((date: unknown, index) => {
    if (typeof date === 'string' && isCalendarDate(date)) dates.push(date);
    else faults.push({ path: `holidays[${index}]`, code: 'not-a-date' });
  });
  return dates;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWeekday(key: string): boolean {
  return weekdays.some((weekday) => weekday === key);
}

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** A span that opens and closes at the same time could mean nothing or a whole day, so it is a fault. */
function isSpan(value: unknown): value is Span {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to]: unknown[] = value;
  if (typeof from !== 'string' || typeof to !== 'string' || from === to) return false;
  return timeOfDay.test(from) && (timeOfDay.test(to) || to === '24:00');
}

function isCalendarDate(date: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return false;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function instantMs(date: Date): number {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw new RangeError('not a valid instant');
  return ms;
}
