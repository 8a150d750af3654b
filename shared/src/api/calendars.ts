import type { Weekday, Span } from '../sla/business-time.ts';
import type { CalendarException, Holiday } from '../sla/resolve-calendar.ts';
import type { IsoInstant } from './page.ts';

/** The levels at which hours are set, each inheriting from the one before. */
export type CalendarScope = 'organisation' | 'team' | 'channel';

/** What a level says of itself; null leaves it to the level above. */
export interface CalendarContent {
  timeZone: string | null;
  weekly: Partial<Record<Weekday, readonly Span[]>> | null;
  /** ISO 3166-1 such as `DE`, or `none` for no public holidays here. */
  country: string | null;
  /** Second part of ISO 3166-2 such as `HE`; only with a country. */
  region: string | null;
  /** One per date; they add to those of the levels above, and win over them and over public holidays. */
  exceptions: CalendarException[];
}

/** `GET /api/calendars`. */
export interface CalendarItem extends CalendarContent {
  id: string;
  scope: CalendarScope;
  /** The team or channel it belongs to; null for the organisation. */
  ofId: string | null;
  /** Its name, as people know it. */
  name: string;
  /** The calendar it inherits from; null for the organisation. */
  parentId: string | null;
  version: number;
  updatedAt: IsoInstant;
}

/** `PUT /api/calendars/:id`; clocks that run keep the hours they started with. */
export interface SaveCalendarRequest extends CalendarContent {
  /** The version it was made from, so that nobody overwrites what somebody else saved meanwhile. */
  version: number;
}

/** `GET /api/holidays?country&region&year`. */
export type HolidayItem = Holiday;

/** `GET /api/holidays/countries`: what can be chosen, each country with its regions. */
export interface HolidayCountry {
  code: string;
  name: string;
  regions: { code: string; name: string }[];
}

/** `POST /api/calendars`: a team or channel becomes a level of its own; until it says anything, everything is inherited. */
export interface CreateCalendarRequest {
  scope: 'team' | 'channel';
  ofId: string;
}

/** `POST /api/calendars/preview`: what a calendar on somebody's screen would mean for a target; nothing is stored. */
export interface PreviewCalendarRequest extends CalendarContent {
  /** The calendar it inherits from; null for the organisation's own. */
  parentId: string | null;
  startedAt: IsoInstant;
  /** The target in open minutes. */
  minutes: number;
}

/** When what began at that instant would be due. */
export interface PreviewCalendarAnswer {
  /** Null when the calendar never opens long enough. */
  dueAt: IsoInstant | null;
  /** Where its dates and times are to be read. */
  timeZone: string;
}
