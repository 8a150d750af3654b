import type { BusinessHours } from '@visavis/shared/sla/business-time';

/** More calendars than anybody has; what old clocks carry of edited ones must not fill the memory. */
const MOST_KEPT = 500;
const kept = new Map<string, BusinessHours>();

/** A calendar as a clock carries it, in the words of the database. Many rows have the same few, each compiled once. */
export function keptHours(text: string): BusinessHours {
  let hours = kept.get(text);
  if (hours === undefined) {
    hours = JSON.parse(text) as BusinessHours;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, hours);
  }
  return hours;
}
