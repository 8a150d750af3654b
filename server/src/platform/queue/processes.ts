import { SetMetadata } from '@nestjs/common';
import type { QueueName } from './queues.ts';

export const PROCESSES = 'visavis:processes';

export interface ProcessorOptions {
  queue: QueueName;
  /** Jobs of this queue at once in one process; 1 unless told. */
  concurrency: number;
}

/** What a class marked with `@Processes` does. */
export interface JobProcessor {
  /**
   * Handles one job, at least once. What it throws is logged and tried again with a growing delay.
   *
   * @param signal aborted when the process stops; the job is then handed out again after the next start
   */
  handle(data: unknown, signal: AbortSignal): Promise<void>;
}

/** Marks a provider as the one processor of a queue. */
export function Processes(queue: QueueName, options: { concurrency?: number } = {}): ClassDecorator {
  return SetMetadata(PROCESSES, { queue, concurrency: options.concurrency ?? 1 } satisfies ProcessorOptions);
}
