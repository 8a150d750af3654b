import type {
  PolicyCondition,
  PolicyPauses,
  PolicySubject,
  PolicyTargets,
  PolicyWarning,
} from '@visavis/shared/sla/match-policy';
import type { ConversationState } from '../conversations/conversation.types.ts';

/** What a clock copies when it starts. By when that is depends on the calendar, which is none of its business. */
export interface Policy {
  id: string;
  name: string;
  targets: PolicyTargets;
  warn: PolicyWarning;
  pauses: PolicyPauses;
  version: number;
}

/** What somebody decides about a policy. */
export interface PolicyContent {
  name: string;
  isActive: boolean;
  conditions: readonly PolicyCondition[];
  targets: PolicyTargets;
  warn: PolicyWarning;
  pauses: PolicyPauses;
}

export interface StoredPolicy extends PolicyContent {
  id: string;
  isFallback: boolean;
  version: number;
}

/** What decides which policy a conversation gets. */
export type PolicyPlace = Pick<ConversationState, keyof PolicySubject | 'slaPolicyId'>;
