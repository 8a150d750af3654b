import type { CalendarContent } from '@visavis/shared/api/calendars';
import { parseBusinessHours, type BusinessHours } from '@visavis/shared/sla/business-time';
import { NO_HOLIDAYS, type CalendarException } from '@visavis/shared/sla/resolve-calendar';
import { DomainError } from '../platform/http/domain-error.ts';

interface Fault {
  field: string;
  code: string;
}

/** More shifts than this in a day are a slip of the hand, and each is copied into every clock. */
export const MOST_SPANS = 24;

/**
 * A level of calendars as it came from outside.
 *
 * @param knows whether there is such a country, or such a region of it
 * @throws DomainError `invalid` that names every fault by its field
 */
export function acceptCalendar(
  given: CalendarContent,
  knows: (country: string, region: string | null) => boolean,
): CalendarContent {
  const faults: Fault[] = [];
  const spansByDate = new Map<string, unknown>();
  given.exceptions.forEach(({ date, spans }, index) => {
    if (spansByDate.has(date)) faults.push({ field: `exceptions.${index}.date`, code: 'twice' });
    spansByDate.set(date, spans ?? []);
  });
  const parsed = parseBusinessHours({
    timeZone: given.timeZone ?? 'UTC',
    weekly: given.weekly ?? {},
    exceptions: Object.fromEntries(spansByDate),
  });
  if (!parsed.ok) faults.push(...parsed.faults.map(({ path, code }) => ({ field: path, code })));
  const country = given.country === NO_HOLIDAYS ? NO_HOLIDAYS : (given.country?.toUpperCase() ?? null);
  const region = given.region?.toUpperCase() ?? null;
  faults.push(...placeFaults(country, region, knows));
  if (parsed.ok) faults.push(...crowdedDays(parsed.hours));
  const [first] = faults;
  if (first !== undefined)
    throw new DomainError('invalid', { fields: faults }, `${first.field}: ${first.code}.`);
  const hours = parsed.ok ? parsed.hours : null;
  return {
    timeZone: given.timeZone,
    weekly: given.weekly === null ? null : (hours?.weekly ?? null),
    country,
    region,
    exceptions: given.exceptions
      .map(({ date, name, spans }): CalendarException => ({
        date,
        name,
        spans: spans === null ? null : (hours?.exceptions?.[date] ?? []),
      }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

function placeFaults(
  country: string | null,
  region: string | null,
  knows: (country: string, region: string | null) => boolean,
): Fault[] {
  if (country === null || country === NO_HOLIDAYS)
    return region === null ? [] : [{ field: 'region', code: 'without-country' }];
  if (!knows(country, null)) return [{ field: 'country', code: 'not-a-country' }];
  return knows(country, region) ? [] : [{ field: 'region', code: 'not-a-region' }];
}

function crowdedDays({ weekly, exceptions }: BusinessHours): Fault[] {
  const days = [...Object.entries(weekly), ...Object.entries(exceptions ?? {})];
  return days
    .filter(([, spans]) => spans.length > MOST_SPANS)
    .map(([field]) => ({ field, code: 'too-many-spans' }));
}
