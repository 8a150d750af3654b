import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { FactAudience } from '../events/fact-audience.ts';
import { ListenerRegistry } from '../events/listener.registry.ts';
import { ProcessorRegistry } from '../queue/processor.registry.ts';
import { queueNames } from '../queue/queues.ts';

/** Names besides the layers that a folder of the source may have. */
const NO_LAYERS = new Set(['platform']);

/** Refuses to start what is only half wired: better a stopped start than a job that nobody ever does. */
@Injectable()
export class Completeness implements OnApplicationBootstrap {
  constructor(
    private readonly processors: ProcessorRegistry,
    private readonly listeners: ListenerRegistry,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** @throws Error listing everything that is missing */
  async onApplicationBootstrap(): Promise<void> {
    const faults = [...this.queueFaults(), ...this.audienceFaults(), ...(await this.layerFaults())];
    if (faults.length > 0) throw new Error(`The application is incomplete: ${faults.join(' ')}`);
  }

  private queueFaults(): string[] {
    const known = new Set<string>(queueNames);
    const strangers = [...this.processors.all().keys()].filter((name) => !known.has(name));
    return [
      ...this.processors.missing().map((name) => `The queue "${name}" has no processor.`),
      ...strangers.map((name) => `The processor of "${name}" works for a queue that does not exist.`),
    ];
  }

  private audienceFaults(): string[] {
    const heard = [...this.listeners.byFact().keys()];
    const declared = this.declaredAudiences();
    if (declared === undefined) return [];
    return heard
      .filter((fact) => !(fact in declared))
      .map((fact) => `The fact "${fact}" has no declared audience, not even "nobody".`);
  }

  /** Undefined as long as no module turns facts into pushes. */
  private declaredAudiences(): object | undefined {
    try {
      return this.moduleRef.get(FactAudience, { strict: false }).audiences;
    } catch {
      return undefined;
    }
  }

  /** `layers.mjs` lies beside `src` and `dist`; a packaged server may come without it. */
  private async layerFaults(): Promise<string[]> {
    const root = join(import.meta.dirname, '../..');
    const list = join(root, '../layers.mjs');
    if (!existsSync(list)) return [];
    const { layers } = (await import(list)) as { layers: readonly string[] };
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders
      .map(({ name }) => name)
      .filter((name) => !NO_LAYERS.has(name) && !layers.includes(name))
      .map((name) => `The folder "${name}" is missing from layers.mjs.`);
  }
}
