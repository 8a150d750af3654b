import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { DeadlinesService } from './deadlines.service.ts';
import { EditedMessagesService } from './edited-messages.service.ts';
import { SlaService } from './sla.service.ts';

/** What the clocks make of facts from further left, and of their own starts. */
@Injectable()
export class SlaListeners {
  constructor(
    private readonly sla: SlaService,
    private readonly edited: EditedMessagesService,
    private readonly deadlines: DeadlinesService,
    private readonly uow: UnitOfWork,
  ) {}

  /** A customer took a message back: if nothing else waits, the clock ends. */
  @OnFacts({ listener: 'sla.forget-deleted', facts: ['message.changed'] })
  async forgetDeleted(events: readonly DomainEvent[]): Promise<void> {
    const deleted = events.flatMap((event) =>
      event.type === 'message.changed' && event.change === 'deleted' ? [event] : [],
    );
    if (deleted.length > 0) await this.uow.run((tx) => this.sla.forgetMessages(tx, deleted));
  }

  /** A customer changed what they had written: a thank-you may ask for something now. */
  @OnFacts({ listener: 'sla.reconsider-edited', facts: ['message.changed'] })
  async reconsiderEdited(events: readonly DomainEvent[]): Promise<void> {
    const edited = events.flatMap((event) =>
      event.type === 'message.changed' && event.change === 'edited' ? [event] : [],
    );
    if (edited.length > 0) await this.uow.run((tx) => this.edited.reconsider(tx, edited));
  }

  /** Pauses, pick-ups and resolutions follow what was done to conversations, by whomever. */
  @OnFacts({
    listener: 'sla.follow-desk',
    facts: ['conversation.statusChanged', 'conversation.assigned', 'conversation.reopened'],
  })
  async followDesk(events: readonly DomainEvent[]): Promise<void> {
    const assigned = new Set<string>();
    const begun = new Set<string>();
    const all = new Set<string>();
    for (const event of events) {
      if (!('conversationId' in event)) continue;
      all.add(event.conversationId);
      if (event.type === 'conversation.assigned') assigned.add(event.conversationId);
      if (event.type === 'conversation.reopened') begun.add(event.conversationId);
    }
    await this.uow.run((tx) => this.sla.followDesk(tx, [...all], { assigned, begun }));
  }

  @OnFacts({ listener: 'sla.wake-for-next', facts: ['sla.changed'] })
  async wakeForNext(events: readonly DomainEvent[]): Promise<void> {
    const isSooner = (event: DomainEvent) =>
      event.type === 'sla.changed' && (event.change === 'started' || event.change === 'resumed');
    if (events.some(isSooner)) {
      await this.deadlines.wakeForNext();
    }
  }
}
