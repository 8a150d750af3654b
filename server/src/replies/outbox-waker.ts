import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { Clock } from '../platform/clock.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';

/** When to wake somebody for a delivery. */
export interface Wake {
  messageId: string;
  at: Date;
  /** Tells the jobs of one delivery apart: while one runs, the next one may be added already. */
  turn: string;
}

/** Wakes a worker when a delivery is due. Only a nudge: a sweep finds what nobody was woken for. */
@Injectable()
export class OutboxWaker {
  constructor(
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  @OnFacts({ listener: 'replies.wake', facts: ['reply.queued'] })
  async onQueued(events: DomainEvent[]): Promise<void> {
    const queued = events.filter((event) => event.type === 'reply.queued');
    await this.wakeAll(
      queued.map(({ messageId, sendsAt }) => ({ messageId, at: new Date(sendsAt), turn: 'first' })),
    );
  }

  /** See `Wake`. */
  async wake(messageId: string, at: Date, turn: string): Promise<void> {
    const { data, options } = this.jobOf({ messageId, at, turn });
    await this.jobs.add('deliver-reply', data, options);
  }

  async wakeAll(wakes: readonly Wake[]): Promise<void> {
    await this.jobs.addMany(
      'deliver-reply',
      wakes.map((wake) => this.jobOf(wake)),
    );
  }

  private jobOf({ messageId, at, turn }: Wake) {
    const delayMs = at.getTime() - this.clock.now().getTime();
    return { data: { messageId }, options: { jobId: `${messageId}-${turn}`, delayMs } };
  }
}
