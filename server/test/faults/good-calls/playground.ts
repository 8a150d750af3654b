import { randomUUID } from 'node:crypto';
import { text, type GoodCalls, type World } from './good-call.ts';

const brandReply = (world: World) => ({
  inReplyToId: world.playgroundPostId,
  text,
  visibility: 'public',
  media: [],
  agent: { name: 'Jana K.', mark: 'JK', avatarUrl: '' },
  checkUrl: '',
});

export const playground: GoodCalls = {
  'GET /playground': () => ({ query: { as: 'svenja', lang: 'de' } }),
  'GET /playground/feed': () => ({ query: { as: 'svenja', lang: 'de' } }),
  'GET /playground/api/posts': ({ playgroundAccountId }) => ({
    query: { accountId: playgroundAccountId, limit: '20', cursor: '' },
  }),
  'POST /playground/api/posts': ({ playgroundAccountId, playgroundPostId }) => ({
    body: {
      accountId: playgroundAccountId,
      text,
      visibility: 'public',
      inReplyToId: playgroundPostId,
      alt: '',
    },
  }),
  'PATCH /playground/api/posts/:id': ({ playgroundAccountId, playgroundPostId }) => ({
    params: { id: playgroundPostId },
    body: { accountId: playgroundAccountId, text },
  }),
  'DELETE /playground/api/posts/:id': ({ playgroundAccountId }) => ({
    query: { accountId: playgroundAccountId },
  }),
  'GET /playground/api/brand/notices': () => ({
    query: { since: '0', from: '2026-01-01T00:00:00Z', limit: '20' },
  }),
  'POST /playground/api/brand/posts': (world) => ({
    headers: { 'Idempotency-Key': `key-${randomUUID()}` },
    body: brandReply(world),
  }),
  'PATCH /playground/api/brand/posts/:id': ({ playgroundPostId }) => ({
    params: { id: playgroundPostId },
    body: { text },
  }),
  'PUT /playground/api/brand/hooks': () => ({ body: { url: 'http://127.0.0.1:9/hook' } }),
  'DELETE /playground/api/brand/hooks': () => ({ query: { url: 'http://127.0.0.1:9/hook' } }),
};
