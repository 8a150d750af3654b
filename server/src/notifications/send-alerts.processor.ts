import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { SEND_ALERTS_MS, SendAlertsService } from './send-alerts.service.ts';

@Injectable()
// Receivers that are slow keep one turn busy, not the calls of others.
@Processes('send-alerts', { concurrency: 4 })
export class SendAlertsProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly alerts: SendAlertsService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('send-alerts', SEND_ALERTS_MS);
  }

  async handle(_data: unknown, signal: AbortSignal): Promise<void> {
    await this.alerts.sendDue(signal);
  }
}
