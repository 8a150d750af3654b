import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { type JobProcessor, Processes } from '../platform/queue/processes.ts';
import { DeliveryService } from './delivery.service.ts';

const SWEEP_MS = 5_000;
/** Networks are slow and wait for each other: many at once cost little. */
const CONCURRENCY = 16;

/** Wakes at the end of the undo hold and for every later try; without a message it sweeps. */
@Injectable()
@Processes('deliver-reply', { concurrency: CONCURRENCY })
export class DeliverReplyProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('deliver-reply', SWEEP_MS);
  }

  async handle(data: unknown, signal: AbortSignal): Promise<void> {
    const { messageId } = data as { messageId?: string };
    if (messageId === undefined) await this.deliveries.sweep();
    else await this.deliveries.deliver(messageId, signal);
  }
}
