import { SetMetadata } from '@nestjs/common';
import type { FactName } from '@visavis/shared/events/domain-events';

export const ON_FACTS = 'visavis:on-facts';

export interface FactListenerOptions {
  /** Names the listener in the database, for as long as it exists: what it still has to hear is kept under it. */
  listener: string;
  facts: readonly FactName[];
}

/**
 * Marks a method `(events: DomainEvent[]) => Promise<void>` as the listener of some facts. It is called after commit with
 * arrays in the order of the facts' ids, one call at a time in each process, at least once for every fact: it must be
 * idempotent. What it throws is logged and tried again later.
 */
export function OnFacts(options: FactListenerOptions): MethodDecorator {
  return SetMetadata(ON_FACTS, options);
}
