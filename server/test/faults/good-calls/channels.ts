import type { GoodCalls } from './good-call.ts';

export const channels: GoodCalls = {
  'POST /api/channels': ({ teamId }) => ({
    body: {
      network: 'webhook',
      name: 'Forum',
      teamId,
      since: '2026-01-01T00:00:00Z',
      settings: { callbackUrl: 'https://forum.example/replies', secret: 'a secret of the test' },
    },
  }),
  'PATCH /api/channels/:id': ({ channelId, teamId }) => ({
    params: { id: channelId },
    body: { name: 'Forum', teamId, settings: { callbackUrl: '' } },
  }),
};
