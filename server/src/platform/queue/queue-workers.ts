import type { Server } from 'node:http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AppConfig } from '../config/app-config.ts';
import { Logger } from '../logger.ts';
import { JobQueue } from './job-queue.ts';
import { ProcessorRegistry, type RegisteredProcessor } from './processor.registry.ts';
import type { BackedWorker } from './queue-backend.ts';

/** Longer than any single delivery attempt may wait for a network, shorter than the time a stop may take. */
const STOP_MS = 7_000;

/** Runs the processors, in processes whose role is `worker` or `all`. */
@Injectable()
export class QueueWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly workers: BackedWorker[] = [];
  private readonly stopping = new AbortController();

  constructor(
    private readonly config: AppConfig,
    private readonly processors: ProcessorRegistry,
    private readonly jobQueue: JobQueue,
    private readonly logger: Logger,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  /** Jobs wait until the port is open: what they call may call us back, and the demo's own network is ourselves. */
  onApplicationBootstrap(): void {
    if (!this.config.runsWorker) return;
    // Found now, so that two processors of one queue end the start instead of the process.
    const found = [...this.processors.all().values()];
    const server = this.adapterHost.httpAdapter.getHttpServer() as Server;
    if (server.listening) this.startAll(found);
    else server.once('listening', () => this.startAll(found));
  }

  /** Asks what runs to end, waits a while, then leaves it: an unfinished job is handed out again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('The process is stopping.'));
    const closed = Promise.allSettled(this.workers.map((worker) => worker.close()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), STOP_MS);
    });
    if ((await Promise.race([closed, late])) === 'late') {
      await Promise.allSettled(this.workers.map((worker) => worker.close(true)));
    }
    clearTimeout(timer);
  }

  private startAll(found: readonly RegisteredProcessor[]): void {
    if (this.stopping.signal.aborted) return;
    for (const registered of found) this.workers.push(this.start(registered));
  }

  private start({ queue, concurrency, processor }: RegisteredProcessor): BackedWorker {
    const worker = this.jobQueue
      .backend()
      .openWorker(queue, concurrency, (data) => processor.handle(data, this.stopping.signal));
    worker.on('error', (error) =>
      this.logger.rarely('A worker lost its backend for a moment.', { err: error, queue }),
    );
    worker.on('failed', (job, error) => {
      this.logger.error('A job failed.', { err: error, queue, jobId: job?.id, attempt: job?.attemptsMade });
    });
    return worker;
  }
}
