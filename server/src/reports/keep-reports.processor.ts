import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { KeepReportsService } from './keep-reports.service.ts';

const EVERY_MS = 60_000;

@Injectable()
@Processes('keep-reports')
export class KeepReportsProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly reports: KeepReportsService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.runsWorker) return;
    await this.jobs.every('keep-reports', EVERY_MS);
  }

  async handle(_data: unknown, signal: AbortSignal): Promise<void> {
    await this.reports.keep(signal);
  }
}
