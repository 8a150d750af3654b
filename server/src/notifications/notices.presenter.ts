import type { NoticeItem } from '@visavis/shared/api/notices';
import { facePath } from '../agents/face-path.ts';
import type { NoticeRow } from './notification.types.ts';

const FACE = 64;

export function presentNotice(row: NoticeRow): NoticeItem {
  const { id, kind, size, text, actor } = row;
  const contact = size === 1 ? row.contact : { name: '', avatarMediaId: null };
  return {
    id,
    kind,
    count: size,
    conversation: {
      id: row.conversationId,
      contactName: contact.name,
      contactAvatarUrl: contact.avatarMediaId === null ? null : `/media/${contact.avatarMediaId}`,
      excerpt: size === 1 ? row.excerpt : '',
    },
    actor:
      actor === null
        ? null
        : { id: actor.id, name: actor.name, avatarUrl: facePath(actor.id, actor.faceVersion, FACE) },
    text,
    at: row.at.toISOString(),
    seenAt: row.seenAt?.toISOString() ?? null,
  };
}
