import { randomUUID } from 'node:crypto';
import { text, type GoodCalls } from './good-call.ts';

export const intake: GoodCalls = {
  'POST /api/hooks/:channelId': (world) => ({
    params: { channelId: world.channelId },
    secret: world.hookSecret,
    body: {
      externalId: `post-${randomUUID()}`,
      threadId: 'thread',
      inReplyTo: 'post',
      kind: 'mention',
      visibility: 'public',
      author: {
        externalId: 'svenja',
        name: 'Svenja Albers',
        handle: 'svenja',
        avatarUrl: 'https://forum.example/svenja.png',
        profileUrl: 'https://forum.example/svenja',
      },
      text,
      language: 'de',
      rating: 1,
      permalink: 'https://forum.example/1',
      media: [{ url: 'https://forum.example/1.png', alt: 'Ein Router', mimeType: 'image/png' }],
      postedAt: '2026-11-20T09:00:00Z',
      editedAt: '2026-11-20T09:01:00Z',
      deleted: false,
    },
  }),
};
