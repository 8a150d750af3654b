import type { CalendarItem } from '@visavis/shared/api/calendars';
import { ALWAYS_OPEN_WEEK } from '@visavis/shared/sla/resolve-calendar';

/** The organisation never closes; one team has hours and the holidays of Hesse. */
export function sampleCalendars(now: number): CalendarItem[] {
  const updatedAt = new Date(now).toISOString();
  const weekday: [string, string][] = [['08:00', '20:00']];
  return [
    {
      id: 'cal-org',
      scope: 'organisation',
      ofId: null,
      name: 'Brückenfunk',
      parentId: null,
      timeZone: 'Europe/Berlin',
      weekly: ALWAYS_OPEN_WEEK,
      country: null,
      region: null,
      exceptions: [{ date: '2026-12-24', name: 'Heiligabend', spans: [] }],
      version: 1,
      updatedAt,
    },
    {
      id: 'cal-rech',
      scope: 'team',
      ofId: 't-rech',
      name: 'Rechnung & Vertrag',
      parentId: 'cal-org',
      timeZone: null,
      weekly: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday },
      country: 'DE',
      region: 'HE',
      exceptions: [],
      version: 3,
      updatedAt,
    },
  ];
}
