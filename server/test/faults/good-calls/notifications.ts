import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import type { GoodCalls } from './good-call.ts';

export const notifications: GoodCalls = {
  'PUT /api/me/notice-settings': () => ({
    body: { ...defaultNoticeSettings, quiet: { from: '20:00', to: '07:00' } },
  }),
  'GET /api/notices': () => ({ query: { limit: '20', cursor: '' } }),
  'POST /api/notices/seen': ({ conversationId, messageId }) => ({
    body: { ids: [messageId], conversationId },
  }),
};
