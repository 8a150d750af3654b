import type { PersonRef } from '@visavis/shared/api/conversations';
import type { RoutingDecision } from '@visavis/shared/api/routing';
import type { Decision } from './placement.repository.ts';

export function presentDecision(decision: Decision, person: Omit<PersonRef, 'id'>): RoutingDecision {
  return {
    id: decision.id,
    kind: 'placed',
    rule: null,
    actions: [],
    considered: [],
    agent: { id: decision.agentId, ...person },
    reasons: decision.reasons,
    at: decision.at.toISOString(),
  };
}
