import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { OnFacts } from '../platform/events/on-facts.ts';
import { RollupsService } from './rollups.service.ts';

/** Counts a conversation again after whatever can change what it adds to the figures. */
@Injectable()
export class RollupsListeners {
  constructor(private readonly rollups: RollupsService) {}

  @OnFacts({
    listener: 'reports.count',
    facts: [
      'message.received',
      'message.changed',
      'conversation.opened',
      'conversation.reopened',
      'conversation.statusChanged',
      'conversation.changed',
      'conversation.erased',
      'reply.accepted',
      'sla.changed',
    ],
  })
  async count(events: readonly DomainEvent[]): Promise<void> {
    await this.rollups.count(
      events.flatMap((event) =>
        'conversationId' in event && !(event.type === 'conversation.changed' && event.isStuckOnly)
          ? [event.conversationId]
          : [],
      ),
    );
  }
}
