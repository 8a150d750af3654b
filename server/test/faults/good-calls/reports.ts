import { randomUUID } from 'node:crypto';
import type { GoodCalls } from './good-call.ts';

const aReport = { from: '2026-10-01', to: '2026-10-31', groupBy: 'team', compare: 'previous' };

export const reports: GoodCalls = {
  'GET /api/reports/figures': () => ({ query: { ...aReport } }),
  'GET /api/reports/capacity': ({ teamId }) => ({
    query: {
      teamId,
      week: '2026-11-16',
      weeks: '8',
      handlingMinutes: '8.5',
      targetMinutes: '60',
      goalPercent: '90',
      breakPercent: '20',
    },
  }),
  'GET /api/reports/export': () => ({ query: { ...aReport, locale: 'de' } }),
  'GET /api/reports/conversations': ({ teamId }) => ({
    query: { ...aReport, metric: 'serviceLevel', key: teamId, missed: 'true' },
  }),
  'GET /api/reports/live': ({ teamId }) => ({ query: { teamId } }),
  'GET /api/reports/live/conversations': ({ teamId, channelId }) => ({
    query: {
      teamId,
      figure: 'arrivals',
      state: 'new',
      channelId,
      weekday: '4',
      hour: '10',
      days: '28',
      limit: '20',
      exceptChannelIds: channelId,
    },
  }),
  'GET /api/reports/works-agreement': () => ({ query: { locale: 'en' } }),
  'POST /api/report-unlocks': ({ teamId }) => ({
    body: {
      teamId,
      from: '2026-11-01',
      to: '2026-11-20',
      purpose: 'Beschwerde über eine Antwort prüfen',
      hours: 4,
    },
  }),
  'POST /api/report-unlocks/:id/decision': () => ({
    params: { id: randomUUID() },
    body: { isApproved: true },
  }),
  'POST /api/saved-reports': () => ({ body: { name: 'Monat', query: aReport, every: 'month' } }),
  'PUT /api/saved-reports/:id': () => ({
    params: { id: randomUUID() },
    body: { name: 'Monat', query: aReport, every: null },
  }),
  'POST /api/displays': ({ teamId }) => ({ body: { name: 'Foyer', teamId } }),
};
