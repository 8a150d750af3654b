import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { PruneNoticesService } from './prune-notices.service.ts';

const PRUNE_MS = 3_600_000;

@Injectable()
@Processes('prune-notices')
export class PruneNoticesProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly old: PruneNoticesService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('prune-notices', PRUNE_MS);
  }

  async handle(): Promise<void> {
    await this.old.prune();
  }
}
