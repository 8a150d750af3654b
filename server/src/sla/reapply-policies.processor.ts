import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { ReapplyService } from './reapply.service.ts';

/** What a process that died has left over goes on this late at most. */
const SWEEP_MS = 15_000;

@Injectable()
@Processes('reapply-policies')
export class ReapplyPoliciesProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly reapply: ReapplyService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('reapply-policies', SWEEP_MS);
  }

  async handle(): Promise<void> {
    await this.reapply.goOn();
  }
}
