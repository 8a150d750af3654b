import type { FactName } from '@visavis/shared/events/domain-events';

/** Who hears of a fact on screen: screens through some rooms, or nobody. */
export type Audience = 'screens' | 'nobody';

/**
 * Declares for every fact whether screens hear of it; provided by the module that turns facts into pushes. The
 * type asks for every fact there is, so a new one without an audience does not compile, and the start refuses facts
 * that someone emits or listens to under another name.
 */
export abstract class FactAudience {
  abstract readonly audiences: Readonly<Record<FactName, Audience>>;
}
