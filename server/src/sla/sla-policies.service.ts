import { Injectable } from '@nestjs/common';
import { compilePolicies, FIRST_TERMS } from '@visavis/shared/sla/match-policy';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { SlaPoliciesRepository } from './sla-policies.repository.ts';
import type { Policy, PolicyPlace, StoredPolicy } from './sla-policies.types.ts';

/** Which policy a conversation gets. */
@Injectable()
export class SlaPoliciesService {
  constructor(private readonly repository: SlaPoliciesRepository) {}

  /**
   * Step: the policy of each conversation as it stands. What a rule chose for it wins, also when that one is switched
   * off and so takes nothing by itself; else the first of the list that matches; the last of the list always does.
   */
  async ofConversations(tx: Tx): Promise<(place: PolicyPlace) => Policy> {
    const policies = await this.inOrder(tx);
    const firstMatch = compilePolicies(policies);
    const byId = new Map(policies.map((policy) => [policy.id, policy]));
    return (place) => {
      const found = byId.get(place.slaPolicyId ?? '') ?? firstMatch(place);
      if (found === null) throw new Error('The last of the policies takes everything.');
      return found;
    };
  }

  /** Step: the list in its order. It begins with its last when it is first asked for. */
  async inOrder(tx: Tx): Promise<StoredPolicy[]> {
    const policies = await this.repository.all(tx);
    if (policies.at(-1)?.isFallback === true) return policies;
    await this.repository.addFallback(tx, {
      name: 'Standard',
      isActive: true,
      conditions: [],
      ...FIRST_TERMS,
    });
    return this.repository.all(tx);
  }
}
