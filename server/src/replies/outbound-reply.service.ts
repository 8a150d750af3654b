import { Injectable } from '@nestjs/common';
import { AgentsService } from '../agents/agents.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { OutboundReply } from '../connectors/connector.ts';
import { type WrittenReply, WrittenRepliesRepository } from '../conversations/written-replies.repository.ts';
import { MediaService } from '../media/media.service.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { ComposeReplyService } from './compose-reply.service.ts';
import type { Delivery } from './replies.types.ts';

/** A reply as a connector takes it, with what the network calls it once it has it. */
export interface Outbound {
  reply: OutboundReply;
  externalId: string | null;
  /** The message it answers was deleted there. */
  isTargetDeleted: boolean;
}

@Injectable()
export class OutboundReplyService {
  constructor(
    private readonly written: WrittenRepliesRepository,
    private readonly agents: AgentsService,
    private readonly media: MediaService,
    private readonly composer: ComposeReplyService,
    private readonly config: AppConfig,
  ) {}

  /** @returns null when the message it answers is no longer there to be answered */
  async build(delivery: Delivery): Promise<Outbound | null> {
    const written = await this.written.find(delivery.messageId);
    if (written?.inReplyToMessageId == null) return null;
    const target = await this.written.target(written.inReplyToMessageId);
    if (
      target === null ||
      target.author === null ||
      target.externalId === null ||
      target.visibility === 'internal'
    )
      return null;
    const { externalId, rootExternalId, visibility, author, replyContext } = target;
    const reply: OutboundReply = {
      deliveryId: delivery.deliveryId,
      recordKey: delivery.recordKey,
      visibility: written.visibility,
      text: delivery.newText ?? written.text,
      signature: written.signature,
      checkUrl: this.composer.checkUrl(written.checkCode),
      language: written.language ?? undefined,
      inReplyTo: { externalId, rootExternalId, visibility, author, replyContext },
      media: this.mediaOf(written),
      agent: this.agentOf(written),
      firstAttemptedAt: delivery.firstAttemptedAt ?? delivery.sendAt,
    };
    return { reply, externalId: written.externalId, isTargetDeleted: target.deletedAt !== null };
  }

  private mediaOf({ media }: WrittenReply): OutboundReply['media'] {
    return media.map(({ id, mimeType, alt }) => ({
      mimeType,
      alt,
      url: this.media.publicUrl(id),
      read: async () => {
        const found = await this.media.read(id, 'original');
        if (found === null) throw new ConnectorError('rejected', 'A picture of the reply is no longer there');
        return found.data;
      },
    }));
  }

  /** As they were when they wrote it; only the picture may have been withdrawn since. */
  private agentOf({ authorSnapshot }: WrittenReply): OutboundReply['agent'] {
    const { agentId, publicName, mark, faceVersion } = authorSnapshot;
    return {
      name: publicName,
      mark,
      avatarUrl: this.absolute(this.agents.faceUrl(agentId, faceVersion, 256)),
    };
  }

  private absolute(path: string): string {
    return new URL(path, this.config.publicUrl).href;
  }
}
