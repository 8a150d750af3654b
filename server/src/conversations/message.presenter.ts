import type { MessageItem, MessageMedia } from '@visavis/shared/api/conversations';
import { facePath } from '../agents/face-path.ts';
import type { MessageRow } from './messages.repository.ts';

/** @param publicUrl base of the address of the check page */
export function presentMessage(row: MessageRow, publicUrl: string): MessageItem {
  return {
    id: row.id,
    sequence: row.sequence,
    type: row.type,
    visibility: row.visibility,
    author: authorOf(row),
    text: row.text,
    ...(row.signature !== null && { signature: row.signature }),
    language: row.language,
    rating: row.rating,
    media: row.media.map(presentMedia),
    ...(row.type === 'note' && { mentions: row.mentions }),
    ...(row.asks.length > 0 && { asks: row.asks }),
    ...(row.inReplyToMessageId !== null && { inReplyToMessageId: row.inReplyToMessageId }),
    ...(row.permalink !== null && { permalink: row.permalink }),
    postedAt: row.postedAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    ...(row.editedAt !== null && { editedAt: row.editedAt.toISOString() }),
    ...(row.deletedAt !== null && { deletedAt: row.deletedAt.toISOString() }),
    ...(row.deliveryState !== null && {
      delivery: {
        state: row.deliveryState,
        nextAt: row.deliveryNextAt?.toISOString() ?? null,
        attempts: row.deliveryAttempts,
        error: row.deliveryError,
      },
    }),
    ...(row.checkCode !== null && { checkUrl: `${publicUrl}/c/${row.checkCode}` }),
  };
}

/** A reply shows who wrote it by the name of that time; the face of a colleague is the present one everywhere. */
function authorOf({ type, agent, snapshot, contact, account, isOwn }: MessageRow): MessageItem['author'] {
  if (type === 'reply' && snapshot !== null) {
    const { agentId, publicName, mark } = snapshot;
    return {
      kind: 'agent',
      id: agentId,
      name: publicName ?? agent?.name ?? mark,
      avatarUrl: facePath(agentId, agent?.faceVersion ?? 0, 64),
      mark,
    };
  }
  if (agent !== null) {
    const { id, name, mark, faceVersion } = agent;
    return { kind: 'agent', id, name, avatarUrl: facePath(id, faceVersion, 64), mark };
  }
  if (isOwn || contact === null) {
    const name = account?.name ?? account?.handle ?? '';
    return { kind: 'brand', id: null, name, ...(account?.handle && { handle: account.handle }) };
  }
  return {
    kind: 'customer',
    id: contact.id,
    name: contact.name,
    ...(contact.handle !== null && { handle: contact.handle }),
    ...(contact.avatarMediaId !== null && { avatarUrl: `/media/${contact.avatarMediaId}` }),
  };
}

function presentMedia({
  id,
  state,
  mimeType,
  alt,
  width,
  height,
}: MessageRow['media'][number]): MessageMedia {
  const isReady = state === 'ready';
  return {
    id,
    url: isReady ? `/media/${id}` : null,
    previewUrl: isReady ? `/media/${id}?variant=preview` : null,
    mimeType,
    alt,
    state,
    width,
    height,
  };
}
