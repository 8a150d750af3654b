import { randomUUID } from 'node:crypto';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import type { GoodCalls, World } from './good-call.ts';

const anAlertRule = ({ teamId, agentId }: World) => ({
  teamId,
  on: 'breach',
  to: 'group',
  agentIds: [agentId],
  ways: { inApp: true, browser: true, mail: false },
  webhookId: null,
  isActive: true,
});
const aWebhook = { name: 'Leitstand', url: 'https://alerts.example/in' };

export const notifications: GoodCalls = {
  'POST /api/alert-rules': (world) => ({ body: anAlertRule(world) }),
  'PUT /api/alert-rules/:id': (world) => ({
    params: { id: randomUUID() },
    body: { ...anAlertRule(world), version: 1 },
  }),
  'POST /api/alert-webhooks': () => ({ body: aWebhook }),
  'PUT /api/alert-webhooks/:id': () => ({ params: { id: randomUUID() }, body: aWebhook }),
  'PUT /api/me/notice-settings': () => ({
    body: { ...defaultNoticeSettings, quiet: { from: '20:00', to: '07:00' } },
  }),
  'GET /api/notices': () => ({ query: { limit: '20', cursor: '' } }),
  'POST /api/notices/seen': ({ conversationId, messageId }) => ({
    body: { ids: [messageId], conversationId },
  }),
};
