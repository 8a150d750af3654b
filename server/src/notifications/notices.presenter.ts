import type { NoticeItem } from '@visavis/shared/api/notices';
import { facePath } from '../agents/face-path.ts';
import type { NoticeRow } from './notification.types.ts';

const FACE = 64;

export function presentNotice(row: NoticeRow): NoticeItem {
  const { id, kind, size, text, actor, channel, team, inApp, browser } = row;
  return {
    id,
    kind,
    count: size,
    conversation: conversationOf(row),
    channel,
    team,
    actor:
      actor === null
        ? null
        : { id: actor.id, name: actor.name, avatarUrl: facePath(actor.id, actor.faceVersion, FACE) },
    text,
    at: row.at.toISOString(),
    seenAt: row.seenAt?.toISOString() ?? null,
    ways: { inApp, browser },
  };
}

/** A notice of several conversations names nobody; it has only the id of the first of them. */
function conversationOf({
  conversationId: id,
  contact,
  size,
  excerpt,
}: NoticeRow): NoticeItem['conversation'] {
  if (id === null) return null;
  if (size > 1 || contact === null) return { id, contactName: '', contactAvatarUrl: null, excerpt: '' };
  const { name: contactName, avatarMediaId: face } = contact;
  return { id, contactName, contactAvatarUrl: face === null ? null : `/media/${face}`, excerpt };
}
