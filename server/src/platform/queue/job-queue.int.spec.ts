import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { eventually } from '../../../test/eventually.ts';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { JobQueue } from './job-queue.ts';
import { Processes, type JobProcessor } from './processes.ts';
import type { QueueName } from './queues.ts';

const NUDGE = 'test-nudge' as QueueName;

@Injectable()
@Processes(NUDGE, { concurrency: 4 })
class NudgeProcessor implements JobProcessor {
  handled: { data: unknown; at: number }[] = [];
  failures = 0;
  gate: Promise<void> = Promise.resolve();

  async handle(data: unknown): Promise<void> {
    await this.gate;
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not yet');
    }
    this.handled.push({ data, at: performance.now() });
  }
}

describe('the job queue', () => {
  let test: TestApp;
  let queue: JobQueue;
  let processor: NudgeProcessor;

  beforeAll(async () => {
    test = await createTestApp({
      modules: [],
      providers: [NudgeProcessor],
      queue: 'bullmq',
      settings: { logLevel: 'silent' },
    });
    queue = test.get(JobQueue);
    processor = test.get(NudgeProcessor);
  });
  afterEach(() => {
    processor.handled = [];
    processor.gate = Promise.resolve();
  });
  afterAll(() => test.close());

  const handled = () => processor.handled.map(({ data }) => data);

  it('wakes the processor at once', async () => {
    const startedAt = performance.now();
    await queue.add(NUDGE, { id: 1 });
    await eventually(() => expect(handled()).toEqual([{ id: 1 }]));
    expect((processor.handled[0]?.at ?? 0) - startedAt).toBeLessThan(1_000);
  });

  it('takes hundreds in one go', async () => {
    await queue.addMany(
      NUDGE,
      Array.from({ length: 700 }, (_, id) => ({ data: { id } })),
    );
    await eventually(() =>
      expect(new Set(handled().map((data) => (data as { id: number }).id)).size).toBe(700),
    );
  });

  it('queues the same id once while it waits, and again when it is done', async () => {
    let open = () => {};
    processor.gate = new Promise((resolve) => (open = resolve));
    // The processor is kept busy, so that what follows waits.
    await queue.addMany(
      NUDGE,
      [1, 2, 3, 4].map((busy) => ({ data: { busy } })),
    );
    await queue.add(NUDGE, { id: 'a' }, { jobId: 'reply:a' });
    await queue.add(NUDGE, { id: 'a' }, { jobId: 'reply:a' });
    open();
    const countOfA = () => handled().filter((data) => 'id' in (data as object)).length;
    await eventually(() => expect(countOfA()).toBe(1));
    await eventually(async () =>
      expect(await queue.counts([NUDGE])).toMatchObject({ [NUDGE]: { waiting: 0, active: 0 } }),
    );
    await queue.add(NUDGE, { id: 'a' }, { jobId: 'reply:a' });
    await eventually(() => expect(countOfA()).toBe(2));
  });

  it('waits as long as it was told', async () => {
    const startedAt = performance.now();
    await queue.add(NUDGE, { id: 'late' }, { delayMs: 400 });
    await eventually(() => expect(handled()).toEqual([{ id: 'late' }]));
    expect((processor.handled[0]?.at ?? 0) - startedAt).toBeGreaterThanOrEqual(390);
  });

  it('tries a failed job again', async () => {
    processor.failures = 1;
    await queue.add(NUDGE, { id: 'again' });
    await eventually(() => expect(handled()).toEqual([{ id: 'again' }]));
  });

  it('repeats a job, however often that is said', async () => {
    await queue.every(NUDGE, 300, { beat: true });
    await queue.every(NUDGE, 300, { beat: true });
    const startedAt = performance.now();
    await eventually(() => expect(handled().length).toBeGreaterThanOrEqual(3));
    expect(performance.now() - startedAt).toBeGreaterThan(500);
  });
});
