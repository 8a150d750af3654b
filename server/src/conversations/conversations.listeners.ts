import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { ConversationsService } from './conversations.service.ts';
import { InboundRepository } from './inbound.repository.ts';

/** What conversations make of facts from further left. */
@Injectable()
export class ConversationsListeners {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly repository: InboundRepository,
    private readonly uow: UnitOfWork,
  ) {}

  /** A picture was fetched, or cannot be: the messages that show it have changed. */
  @OnFacts({ listener: 'conversations.media', facts: ['media.ready'] })
  async mediaSettled(events: readonly DomainEvent[]): Promise<void> {
    const mediaIds = events.flatMap((event) => (event.type === 'media.ready' ? [event.mediaId] : []));
    await this.uow.run(async (tx) => {
      const messages = await this.repository.messagesWithMedia(tx, mediaIds);
      await this.conversations.raise(
        tx,
        messages.map(({ conversationId }) => conversationId),
      );
      tx.emitAll(messages.map((message) => ({ type: 'message.changed', ...message, change: 'media' })));
    });
  }
}
