import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { TELL_ALERTS_MS, TellAlertsService } from './tell-alerts.service.ts';

@Injectable()
@Processes('tell-alerts')
export class TellAlertsProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly alerts: TellAlertsService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('tell-alerts', TELL_ALERTS_MS);
  }

  async handle(): Promise<void> {
    await this.alerts.tell();
  }
}
