import type { PersonRef, RoutingDecision } from '@visavis/shared/api/conversations';
import type { Decision } from './placement.repository.ts';

export function presentDecision(decision: Decision, person: Omit<PersonRef, 'id'>): RoutingDecision {
  return {
    id: decision.id,
    agent: { id: decision.agentId, ...person },
    reasons: decision.reasons,
    at: decision.at.toISOString(),
  };
}
