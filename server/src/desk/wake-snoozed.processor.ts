import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { WAKE_SNOOZED_MS, WakeSnoozedService } from './wake-snoozed.service.ts';

@Injectable()
@Processes('wake-snoozed')
export class WakeSnoozedProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly snoozes: WakeSnoozedService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('wake-snoozed', WAKE_SNOOZED_MS);
  }

  async handle(): Promise<void> {
    await this.snoozes.wakeSnoozed();
  }
}
