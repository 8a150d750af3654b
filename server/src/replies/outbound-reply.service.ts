import { lesserForm } from '@visavis/shared/agents/public-face';
import { Injectable } from '@nestjs/common';
import { AgentsService } from '../agents/agents.service.ts';
import { publicFacePath } from '../agents/face-path.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { OutboundReply } from '../connectors/connector.ts';
import { type WrittenReply, WrittenRepliesRepository } from '../conversations/written-replies.repository.ts';
import { MediaService } from '../media/media.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
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
    private readonly organisation: OrganisationService,
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
      agent: await this.agentOf(written),
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

  /**
   * Named as they were when they wrote it, and as the check page names them. The picture is theirs to lend to networks by
   * itself: its address answers with what they agree to whenever somebody looks.
   */
  private async agentOf({ authorSnapshot }: WrittenReply): Promise<OutboundReply['agent']> {
    const { agentId, publicName, mark, teamName, faceVersion, form = 'portrait' } = authorSnapshot;
    const identity = (await this.agents.identities([agentId])).get(agentId);
    const shown = lesserForm(form, identity?.forms.persona ?? 'initials');
    const version = shown === 'portrait' ? faceVersion : 0;
    return {
      name: publicName ?? teamName ?? (await this.organisation.get()).name,
      mark,
      avatarUrl: this.absolute(publicFacePath('persona', { agentId, version, size: 256 })),
    };
  }

  private absolute(path: string): string {
    return new URL(path, this.config.publicUrl).href;
  }
}
