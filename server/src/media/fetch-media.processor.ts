import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OnFacts } from '../platform/events/on-facts.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { FetchMediaService } from './fetch-media.service.ts';

const SWEEP_MS = 30_000;

/** Fetches one picture per job; a job without one is the sweep that finds what a lost job forgot. */
@Injectable()
@Processes('fetch-media', { concurrency: 4 })
export class FetchMediaProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly fetchMedia: FetchMediaService,
    private readonly jobs: JobQueue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every('fetch-media', SWEEP_MS);
  }

  async handle(data: { mediaId?: string }, signal: AbortSignal): Promise<void> {
    if (data.mediaId === undefined) await this.fetchMedia.wake();
    else await this.fetchMedia.fetch(data.mediaId, signal);
  }

  /** Posts bring their pictures in the transaction that stores them. */
  @OnFacts({ listener: 'media.fetch-pictures', facts: ['message.received', 'message.changed'] })
  async onMessages(): Promise<void> {
    await this.fetchMedia.wake();
  }
}
