import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { OnFacts } from '../platform/events/on-facts.ts';
import { AbsentPeopleService } from './absent-people.service.ts';

/** Somebody went, or a customer writes to somebody who has gone. What is missed here, the sweep finds. */
@Injectable()
export class AbsentPeopleListeners {
  constructor(private readonly absent: AbsentPeopleService) {}

  @OnFacts({ listener: 'desk.absent-people', facts: ['agent.availabilityChanged', 'agent.scheduleChanged'] })
  async onPeople(events: readonly DomainEvent[]): Promise<void> {
    const agentIds = events.flatMap((event) => {
      if (event.type === 'agent.scheduleChanged') return event.agentIds;
      if (event.type !== 'agent.availabilityChanged') return [];
      return event.after === 'away' || event.after === 'off' ? [event.agentId] : [];
    });
    if (agentIds.length > 0) await this.absent.handOver({ agentIds: [...new Set(agentIds)] });
  }

  @OnFacts({ listener: 'desk.absent-assignees', facts: ['message.received', 'conversation.statusChanged'] })
  async onCustomers(events: readonly DomainEvent[]): Promise<void> {
    const conversationIds = events.flatMap((event) => {
      if (event.type === 'conversation.statusChanged')
        return event.before === 'closed' ? [event.conversationId] : [];
      return event.type === 'message.received' && event.isCustomer ? [event.conversationId] : [];
    });
    if (conversationIds.length > 0)
      await this.absent.handOver({ conversationIds: [...new Set(conversationIds)] });
  }
}
