import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Answers which of these policies exist; within a transaction when given one. */
export type PolicySource = (policyIds: readonly string[], tx: Tx | null) => Promise<readonly string[]>;

/**
 * Which SLA policies there are, for rules that name one. Policies stand to the right of this module, which must not
 * import them; `sla` hands in its source when it starts.
 */
@Injectable()
export class KnownPolicies {
  private source: PolicySource | null = null;

  provide(source: PolicySource): void {
    this.source = source;
  }

  /** Null where nobody has handed in a source: then nothing is known to be missing. */
  async of(policyIds: readonly string[], tx: Tx | null): Promise<ReadonlySet<string> | null> {
    if (this.source === null) return null;
    return new Set(policyIds.length === 0 ? [] : await this.source(policyIds, tx));
  }
}
