import type { PolicyFault } from '../api/sla.ts';
import { implies } from '../routing/rule-faults.ts';
import type { PolicyCondition, PolicyScope } from './match-policy.ts';

/** What policies may name and what is there. */
export interface KnownPlaces {
  readonly teamIds: ReadonlySet<string>;
  readonly channelIds: ReadonlySet<string>;
}

/**
 * The faults of each policy in the order of the list: conditions that name nothing that is still there, else whether
 * anything reaches it.
 */
export function policyFaults(policies: readonly PolicyScope[], known: KnownPlaces): PolicyFault[][] {
  const blocking: PolicyScope[] = [];
  return policies.map((policy) => {
    const gone = policy.conditions.flatMap((condition, index): PolicyFault[] => {
      const reason = goneReason(condition, known);
      return reason === null ? [] : [{ index, reason }];
    });
    const isReached = blocking.every((earlier) => !takesAllOf(earlier, policy));
    if (policy.isActive && gone.length === 0) blocking.push(policy);
    if (gone.length > 0 || isReached) return gone;
    return [{ index: 0, reason: 'neverReached' }];
  });
}

/** One of several may go: the policy goes on meaning the others. So does "not this team". */
function goneReason(condition: PolicyCondition, known: KnownPlaces): 'teamGone' | 'channelGone' | null {
  if (condition.not === true) return null;
  if (condition.field === 'team')
    return condition.anyOf.some((id) => known.teamIds.has(id)) ? null : 'teamGone';
  if (condition.field === 'channel')
    return condition.anyOf.some((id) => known.channelIds.has(id)) ? null : 'channelGone';
  return null;
}

function takesAllOf(earlier: PolicyScope, later: PolicyScope): boolean {
  return earlier.conditions.every((wide) => later.conditions.some((narrow) => implies(narrow, wide)));
}
