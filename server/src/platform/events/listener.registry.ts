import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { DomainEvent, FactName } from '@visavis/shared/events/domain-events';
import { ON_FACTS, type FactListenerOptions } from './on-facts.ts';

export interface FactListener {
  name: string;
  facts: ReadonlySet<FactName>;
  handle(events: DomainEvent[]): Promise<void>;
}

/** Every `@OnFacts` method of the application, found once all providers exist. */
@Injectable()
export class ListenerRegistry {
  private found: Map<string, FactListener> | null = null;
  private facts: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error when two listeners share a name */
  all(): ReadonlyMap<string, FactListener> {
    this.found ??= this.discover();
    return this.found;
  }

  get(name: string): FactListener | undefined {
    return this.all().get(name);
  }

  /** The names of the listeners of each fact. */
  byFact(): ReadonlyMap<string, readonly string[]> {
    if (this.facts === null) {
      const facts = new Map<string, string[]>();
      for (const listener of this.all().values()) {
        for (const fact of listener.facts) facts.set(fact, [...(facts.get(fact) ?? []), listener.name]);
      }
      this.facts = facts;
    }
    return this.facts;
  }

  private discover(): Map<string, FactListener> {
    const listeners = new Map<string, FactListener>();
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype = Object.getPrototypeOf(instance) as object | null;
      for (const key of prototype === null ? [] : this.scanner.getAllMethodNames(prototype)) {
        const method = (instance as Record<string, unknown>)[key];
        if (typeof method !== 'function') continue;
        const options = Reflect.getMetadata(ON_FACTS, method) as FactListenerOptions | undefined;
        if (options === undefined) continue;
        if (listeners.has(options.listener))
          throw new Error(`Two listeners are called "${options.listener}".`);
        listeners.set(options.listener, {
          name: options.listener,
          facts: new Set(options.facts),
          handle: async (events) => {
            await method.call(instance, events);
          },
        });
      }
    }
    return listeners;
  }
}
