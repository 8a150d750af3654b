import { Injectable } from '@nestjs/common';
import type { PostMedia } from '../connectors/connector.ts';
import { MediaService } from '../media/media.service.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { InboundRepository } from './inbound.repository.ts';

/** The pictures of posts: noted with the message, fetched afterwards, shown from our own origin. */
@Injectable()
export class InboundMediaService {
  constructor(
    private readonly repository: InboundRepository,
    private readonly media: MediaService,
  ) {}

  /** Step: these messages have exactly these pictures now. One that a message had before is not fetched again. */
  async attach(
    tx: Tx,
    messages: readonly { messageId: string; media: readonly PostMedia[] }[],
  ): Promise<void> {
    if (messages.length === 0) return;
    const messageIds = messages.map((message) => message.messageId);
    const held = new Map(
      (await this.repository.mediaOf(tx, messageIds)).map((row) => [
        keyOf(row.messageId, row.sourceUrl),
        row.mediaId,
      ]),
    );
    const places = messages.flatMap(({ messageId, media }) =>
      media.map((picture, position) => ({ messageId, position, ...picture })),
    );
    const fresh = places.filter(({ messageId, url }) => !held.has(keyOf(messageId, url)));
    const ids = await this.media.enqueueRemote(
      tx,
      fresh.map(({ url, alt, mimeType }) => ({ sourceUrl: url, kind: 'remote', alt, mimeType })),
    );
    for (const [at, { messageId, url }] of fresh.entries()) held.set(keyOf(messageId, url), ids[at] ?? '');
    await this.repository.replaceMedia(
      tx,
      messageIds,
      places.map(({ messageId, position, url, alt, mimeType }) => ({
        messageId,
        position,
        alt,
        mimeType,
        sourceUrl: url,
        mediaId: held.get(keyOf(messageId, url)) ?? '',
      })),
    );
  }
}

function keyOf(messageId: string, sourceUrl: string): string {
  return `${messageId} ${sourceUrl}`;
}
