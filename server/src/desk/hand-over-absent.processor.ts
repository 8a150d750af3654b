import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { AbsentPeopleService } from './absent-people.service.ts';
import { BulkUndoService } from './bulk-undo.service.ts';

/** How late at most somebody's work leaves them when no fact told of their going. */
const SWEEP_MS = 60_000;

@Injectable()
@Processes('hand-over-absent')
export class HandOverAbsentProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly absent: AbsentPeopleService,
    private readonly changes: BulkUndoService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('hand-over-absent', SWEEP_MS);
  }

  async handle(): Promise<void> {
    await this.absent.handOver();
    await this.changes.forgetOld();
  }
}
