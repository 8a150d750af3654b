import { randomUUID } from 'node:crypto';
import type { GoodCalls } from './good-call.ts';

export const media: GoodCalls = {
  'PATCH /api/media/:id': ({ mediaId }) => ({ params: { id: mediaId }, body: { alt: 'Ein Router' } }),
  'GET /media/:id': ({ mediaId }) => ({ params: { id: mediaId }, query: { variant: 'preview' } }),
  'GET /media/:id/:token': ({ mediaId }) => ({
    params: { id: mediaId, token: 'x' },
    query: { variant: 'preview' },
  }),
  'GET /brand/logo': () => ({ query: { v: randomUUID() } }),
};
