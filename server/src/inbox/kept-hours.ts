import type { BusinessHours } from '@visavis/shared/sla/business-time';

/** More calendars than anybody has. Clocks carry former versions of calendars too, which must not fill the memory. */
const MOST_KEPT = 500;
const kept = new Map<string, BusinessHours>();

/**
 * Reads the calendar that a clock carries, as the database writes it. Equal texts give the same object, so that each
 * calendar is compiled once for all rows that have it.
 */
export function keptHours(text: string): BusinessHours {
  let hours = kept.get(text);
  if (hours === undefined) {
    hours = JSON.parse(text) as BusinessHours;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, hours);
  }
  return hours;
}
