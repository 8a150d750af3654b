import type { RuleFault } from '@visavis/shared/api/routing';
import type { Rule } from '@visavis/shared/routing/rule';

/** A rule as it is kept. */
export interface StoredRule extends Rule {
  position: number;
  version: number;
}

/** A rule as whoever edits the list wants to see it. */
export interface RuleView extends StoredRule {
  faults: RuleFault[];
  /** In the last seven days. */
  matchedLately: number;
}
