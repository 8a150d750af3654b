import { weekdays } from '@visavis/shared/sla/business-time';
import type { GoodCalls } from './good-call.ts';

const hours = {
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, [['09:00', '17:00']]])),
  holidays: ['2026-12-25'],
  exceptions: { '2026-12-24': [['09:00', '12:00']] },
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
  'PUT /api/teams/:id/sla-policy': () => ({
    body: { name: 'Üblich', firstResponseMinutes: 60, nextResponseMinutes: 120, businessHours: hours },
  }),
};
