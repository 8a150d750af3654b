import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { AvailabilityService, KEEP_AVAILABILITY_MS } from './availability.service.ts';

/** Each minute, and as soon as a shift or an absence begins or ends. */
@Injectable()
@Processes('keep-availability')
export class KeepAvailabilityProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('keep-availability', KEEP_AVAILABILITY_MS);
  }

  async handle(): Promise<void> {
    await this.availability.keepAvailability();
    const next = await this.availability.nextTurn();
    if (next !== null) await this.jobs.add('keep-availability', {}, next);
  }
}
