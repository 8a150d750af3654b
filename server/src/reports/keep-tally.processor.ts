import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { KeepTallyService } from './keep-tally.service.ts';

const EVERY_MS = 10_000;

@Injectable()
@Processes('keep-tally')
export class KeepTallyProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly tally: KeepTallyService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.runsWorker) return;
    await this.jobs.every('keep-tally', EVERY_MS);
  }

  async handle(): Promise<void> {
    await this.tally.keep();
  }
}
