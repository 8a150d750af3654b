import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { OnFacts } from '../platform/events/on-facts.ts';
import { DeliveryRecordService } from './delivery-record.service.ts';
import { DeliveryService } from './delivery.service.ts';

/** What happens elsewhere and lets deliveries go on, or end. */
@Injectable()
export class OutboxListeners {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly record: DeliveryRecordService,
  ) {}

  /** A channel was connected again or resumed. */
  @OnFacts({ listener: 'replies.resume', facts: ['channel.changed'] })
  async onChannels(events: DomainEvent[]): Promise<void> {
    const ids = events.flatMap((event) => (event.type === 'channel.changed' ? [event.channelId] : []));
    await this.deliveries.resume([...new Set(ids)]);
  }

  /** A reply came back from the network: whatever its delivery still believes, it was accepted. */
  @OnFacts({ listener: 'replies.seen', facts: ['message.changed'] })
  async onMessages(events: DomainEvent[]): Promise<void> {
    const ids = events.flatMap((event) =>
      event.type === 'message.changed' && event.change === 'delivery' ? [event.messageId] : [],
    );
    await this.record.acceptSeen([...new Set(ids)]);
  }
}
