import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PollLeasesService } from '../channels/poll-leases.service.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { PollChannelService } from './poll-channel.service.ts';

const TICK_MS = 1_000;

/** A job without a channel is the tick that finds who is due. */
@Injectable()
@Processes('poll-channel', { concurrency: 4 })
export class PollChannelProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly polls: PollChannelService,
    private readonly leases: PollLeasesService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('poll-channel', TICK_MS);
  }

  async handle(data: unknown, signal: AbortSignal): Promise<void> {
    const { channelId } = data as { channelId?: string };
    if (channelId !== undefined) return this.polls.poll(channelId, signal);
    const due = await this.leases.duePolls();
    const jobs = due.map((id) => ({ data: { channelId: id }, options: { jobId: `poll-${id}` } }));
    if (jobs.length > 0) await this.jobs.addMany('poll-channel', jobs);
  }
}
