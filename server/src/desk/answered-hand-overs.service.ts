import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { HandOversRepository } from './hand-overs.repository.ts';

/** A hand-over is done with when the next person's first reply has reached the customer. */
@Injectable()
export class AnsweredHandOversService {
  constructor(
    private readonly repository: HandOversRepository,
    private readonly conversations: ConversationsService,
    private readonly uow: UnitOfWork,
  ) {}

  @OnFacts({ listener: 'desk.hand-over-answered', facts: ['reply.accepted'] })
  async onReplies(events: readonly DomainEvent[]): Promise<void> {
    const replies = events.flatMap((event) =>
      event.type === 'reply.accepted'
        ? [{ conversationId: event.conversationId, agentId: event.agentId, at: new Date(event.acceptedAt) }]
        : [],
    );
    await this.uow.run(async (tx) => {
      const states = await this.conversations.lock(
        tx,
        replies.map(({ conversationId }) => conversationId),
      );
      const answered = new Set(await this.repository.answer(tx, replies));
      await this.conversations.touch(
        tx,
        states.filter(({ id }) => answered.has(id)),
      );
    });
  }
}
