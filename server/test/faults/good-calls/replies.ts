import { randomUUID } from 'node:crypto';
import { SEEN, text, type GoodCalls, type World } from './good-call.ts';

const reply = (world: World) => ({
  idempotencyKey: `key-${randomUUID()}`,
  inReplyToMessageId: world.messageId,
  visibility: 'public',
  text,
  mediaIds: [],
  seenSequence: SEEN,
  acknowledged: ['personal-data'],
});

export const replies: GoodCalls = {
  'PUT /api/conversations/:id/draft': ({ messageId }) => ({
    body: { text, visibility: 'public', inReplyToMessageId: messageId, mediaIds: [] },
  }),
  'POST /api/conversations/:id/replies': (world) => ({ body: reply(world) }),
  'POST /api/conversations/:id/replies/preview': ({ messageId }) => ({
    body: { text, visibility: 'public', inReplyToMessageId: messageId },
  }),
  'POST /api/privacy/scan': () => ({ body: { text: 'Kundennummer 4471 9038 21' } }),
  'PATCH /api/replies/:messageId': ({ replyId }) => ({
    params: { messageId: replyId },
    body: { text, acknowledged: ['personal-data'] },
  }),
  'POST /api/text/measure': () => ({
    body: { network: 'x', text, options: { limit: 280, reservedPerUrl: 23, spoiler: 'Achtung' } },
  }),
};
