import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { KEEP_PLACES_MS, KeepPlacesService } from './keep-places.service.ts';

/** Each minute, and as soon as something unopened is to go back. */
@Injectable()
@Processes('keep-places')
export class KeepPlacesProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly places: KeepPlacesService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('keep-places', KEEP_PLACES_MS);
  }

  async handle(): Promise<void> {
    await this.places.keep();
    const next = await this.places.nextTurn();
    if (next !== null) await this.jobs.add('keep-places', {}, next);
  }
}
