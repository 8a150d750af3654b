import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PollLeasesService } from '../channels/poll-leases.service.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { ReceiveHookService } from './receive-hook.service.ts';
import { SweepChannelService } from './sweep-channel.service.ts';

const TICK_MS = 60_000;

/** A job without a channel is the tick that finds who is due, and throws raw hooks away that were kept long enough. */
@Injectable()
@Processes('sweep-channel')
export class SweepChannelProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly sweeps: SweepChannelService,
    private readonly hooks: ReceiveHookService,
    private readonly leases: PollLeasesService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('sweep-channel', TICK_MS);
  }

  async handle(data: unknown, signal: AbortSignal): Promise<void> {
    const { channelId } = data as { channelId?: string };
    if (channelId !== undefined) return this.sweeps.sweep(channelId, signal);
    await this.hooks.pruneRaw();
    const due = await this.leases.dueSweeps();
    const jobs = due.map((id) => ({ data: { channelId: id }, options: { jobId: `sweep-${id}` } }));
    if (jobs.length > 0) await this.jobs.addMany('sweep-channel', jobs);
  }
}
