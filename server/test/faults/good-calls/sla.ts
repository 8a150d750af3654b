import { randomUUID } from 'node:crypto';
import { weekdays } from '@visavis/shared/sla/business-time';
import type { GoodCalls } from './good-call.ts';

const hours = {
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, [['09:00', '17:00']]])),
  holidays: ['2026-12-25'],
  exceptions: { '2026-12-24': [['09:00', '12:00']] },
};

const aCalendar = {
  timeZone: 'Europe/Berlin',
  weekly: hours.weekly,
  country: 'DE',
  region: 'HE',
  exceptions: [{ date: '2026-12-24', name: 'Heiligabend', spans: [['09:00', '12:00']] }],
};

const aPolicy = {
  name: 'Störung',
  isActive: true,
  conditions: [
    { field: 'tags', anyOf: ['Störung'] },
    { field: 'priority', anyOf: ['urgent'], not: true },
    { field: 'team', anyOf: [randomUUID()] },
    { field: 'rating', from: 1, to: 2 },
  ],
  targets: { firstResponse: 15, nextResponse: 30.5, pickUp: null, resolution: 480 },
  warn: { share: 0.75, minutes: 5 },
  pauses: { waitingForCustomer: true, snoozedForCustomer: false },
};

export const sla: GoodCalls = {
  'POST /api/sla/preview': () => ({
    body: {
      businessHours: hours,
      startedAt: '2026-11-20T09:00:00+01:00',
      minutes: 60,
      pauses: [{ from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z' }],
    },
  }),
  'POST /api/sla-policies': () => ({ body: aPolicy }),
  'PUT /api/sla-policies/:id': () => ({ params: { id: randomUUID() }, body: { ...aPolicy, version: 1 } }),
  'PUT /api/sla-policies/order': () => ({ body: { ids: [randomUUID()] } }),
  'POST /api/calendars': ({ teamId }) => ({ body: { scope: 'team', ofId: teamId } }),
  'POST /api/calendars/preview': () => ({
    body: { ...aCalendar, parentId: null, startedAt: '2026-11-20T09:00:00+01:00', minutes: 60 },
  }),
  'PUT /api/calendars/:id': () => ({
    params: { id: '0190f2a0-0000-7000-8000-000000000001' },
    body: { ...aCalendar, version: 1 },
  }),
  'GET /api/holidays': () => ({ query: { country: 'DE', region: 'HE', year: '2026' } }),
};
