import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OwedEventsRepository } from '../events/owed-events.repository.ts';
import { JobQueue } from '../queue/job-queue.ts';
import { queueNames } from '../queue/queues.ts';
import { RealtimeServer } from '../realtime/realtime-server.ts';
import { Metrics } from './metrics.ts';

/** The figures of the platform itself; modules add their own. */
@Injectable()
export class PlatformMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly metrics: Metrics,
    private readonly owedEvents: OwedEventsRepository,
    private readonly jobQueue: JobQueue,
    private readonly realtime: RealtimeServer,
  ) {}

  onApplicationBootstrap(): void {
    this.metrics.gauge(
      'realtime_screens',
      'Screens connected to this process.',
      () => this.realtime.connections,
    );
    this.metrics.gauge(
      'owed_facts',
      'Facts that a listener has still to hear.',
      async () => (await this.owedEvents.backlog()).count,
    );
    this.metrics.gauge(
      'owed_facts_oldest_seconds',
      'Age of the oldest such fact.',
      async () => (await this.owedEvents.backlog()).oldestSeconds,
    );
    for (const queue of queueNames) {
      const name = `jobs_${String(queue).replaceAll('-', '_')}`;
      this.metrics.gauge(name, `Jobs of ${String(queue)} that wait or run.`, async () => {
        const counts = await this.jobQueue.counts([queue]);
        return (counts[queue]?.waiting ?? 0) + (counts[queue]?.active ?? 0);
      });
    }
  }
}
