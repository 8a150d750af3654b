import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { DeadlinesService, SWEEP_DEADLINES_MS } from './deadlines.service.ts';

@Injectable()
@Processes('keep-deadlines')
export class KeepDeadlinesProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly deadlines: DeadlinesService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('keep-deadlines', SWEEP_DEADLINES_MS);
  }

  async handle(): Promise<void> {
    await this.deadlines.keepDeadlines();
  }
}
