import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { DeadlinesService } from './deadlines.service.ts';
import { SlaService } from './sla.service.ts';

/** What the clocks make of facts from further left, and of their own starts. */
@Injectable()
export class SlaListeners {
  constructor(
    private readonly sla: SlaService,
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

  @OnFacts({ listener: 'sla.wake-for-next', facts: ['sla.changed'] })
  async wakeForNext(events: readonly DomainEvent[]): Promise<void> {
    if (events.some((event) => event.type === 'sla.changed' && event.change === 'started')) {
      await this.deadlines.wakeForNext();
    }
  }
}
