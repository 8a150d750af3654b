import type { Clock } from '../../src/platform/clock.ts';
import type { AddOptions, JobQueue } from '../../src/platform/queue/job-queue.ts';
import type { ProcessorRegistry } from '../../src/platform/queue/processor.registry.ts';

interface WaitingJob {
  queue: string;
  data: object;
  jobId: string | null;
  dueAt: number;
  attempts: number;
}

const MOST_ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 1_000;

/**
 * Stands in for `JobQueue`: the same promises (a known id is not queued twice, a delay is kept, a failed job is tried
 * again later), but by the test's clock and only when the test lets it.
 */
export class FakeJobQueue implements Pick<JobQueue, 'add' | 'addMany' | 'every' | 'counts' | 'ping'> {
  /** What processors threw, oldest first. */
  readonly failures: { queue: string; error: unknown }[] = [];
  private jobs: WaitingJob[] = [];
  private readonly running = new Set<WaitingJob>();
  private repeats = new Map<string, { everyMs: number; data: object; nextAt: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly processors: () => ProcessorRegistry,
  ) {}

  async add(queue: string, data: object, { jobId, delayMs = 0 }: AddOptions = {}): Promise<void> {
    const isKnown = (job: WaitingJob) => job.queue === queue && job.jobId === jobId;
    // Like the real one: what a processor adds under the id of the job that it is just handling is not queued.
    if (jobId !== undefined && [...this.jobs, ...this.running].some(isKnown)) return;
    this.jobs.push({
      queue,
      data,
      jobId: jobId ?? null,
      dueAt: this.now() + Math.max(0, delayMs),
      attempts: 0,
    });
  }

  async addMany(queue: string, jobs: readonly { data: object; options?: AddOptions }[]): Promise<void> {
    for (const { data, options } of jobs) await this.add(queue, data, options);
  }

  async every(queue: string, everyMs: number, data: object = {}): Promise<void> {
    if (!this.repeats.has(queue)) this.repeats.set(queue, { everyMs, data, nextAt: this.now() + everyMs });
  }

  async counts(
    names: readonly string[],
  ): Promise<Record<string, { waiting: number; active: number; delayed: number }>> {
    return Object.fromEntries(
      names.map((name) => {
        const own = this.jobs.filter((job) => job.queue === name);
        const delayed = own.filter((job) => job.dueAt > this.now()).length;
        return [name, { waiting: own.length - delayed, active: 0, delayed }];
      }),
    );
  }

  async ping(): Promise<void> {}

  /** The jobs of a queue that have not run yet. */
  waiting(queue: string): { data: object; dueAt: Date }[] {
    return this.jobs
      .filter((job) => job.queue === queue)
      .map(({ data, dueAt }) => ({ data, dueAt: new Date(dueAt) }));
  }

  clear(): void {
    this.jobs = [];
    this.failures.length = 0;
  }

  /** Runs what is due by the clock, one after another. @returns how many jobs ran */
  async runDue(): Promise<number> {
    this.dueRepeats();
    const due = this.jobs
      .filter((job) => job.dueAt <= this.now())
      .toSorted((one, other) => one.dueAt - other.dueAt);
    for (const job of due) {
      this.jobs = this.jobs.filter((other) => other !== job);
      await this.run(job);
    }
    return due.length;
  }

  private async run(job: WaitingJob): Promise<void> {
    const registered = this.processors().all().get(job.queue);
    if (registered === undefined) throw new Error(`The queue "${job.queue}" has no processor.`);
    this.running.add(job);
    try {
      await registered.processor.handle(structuredClone(job.data), new AbortController().signal);
    } catch (error) {
      this.failures.push({ queue: job.queue, error });
      const attempts = job.attempts + 1;
      if (attempts < MOST_ATTEMPTS)
        this.jobs.push({ ...job, attempts, dueAt: this.now() + FIRST_BACKOFF_MS * 2 ** job.attempts });
    } finally {
      this.running.delete(job);
    }
  }

  /** Like the real scheduler, which does not make up for the turns that it missed. */
  private dueRepeats(): void {
    for (const [queue, repeat] of this.repeats) {
      if (repeat.nextAt > this.now()) continue;
      repeat.nextAt = this.now() + repeat.everyMs;
      this.jobs.push({ queue, data: repeat.data, jobId: null, dueAt: this.now(), attempts: MOST_ATTEMPTS });
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
