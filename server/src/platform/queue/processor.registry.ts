import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { PROCESSES, type JobProcessor, type ProcessorOptions } from './processes.ts';
import { queueNames } from './queues.ts';

export interface RegisteredProcessor extends ProcessorOptions {
  processor: JobProcessor;
}

/** Every `@Processes` class of the application, by queue. */
@Injectable()
export class ProcessorRegistry {
  private found: Map<string, RegisteredProcessor> | null = null;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error when a queue has two processors */
  all(): ReadonlyMap<string, RegisteredProcessor> {
    this.found ??= this.discover();
    return this.found;
  }

  /** Queues that nobody works for. */
  missing(names: readonly string[] = queueNames): string[] {
    return names.filter((name) => !this.all().has(name));
  }

  private discover(): Map<string, RegisteredProcessor> {
    const processors = new Map<string, RegisteredProcessor>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) continue;
      const options = Reflect.getMetadata(PROCESSES, metatype) as ProcessorOptions | undefined;
      if (options === undefined) continue;
      if (processors.has(options.queue)) throw new Error(`The queue "${options.queue}" has two processors.`);
      processors.set(options.queue, { ...options, processor: instance as JobProcessor });
    }
    return processors;
  }
}
