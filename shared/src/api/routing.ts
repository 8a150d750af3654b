import type { Reason, RejectionReason } from '../routing/pick-agent.ts';
import type { Rule, RuleAction, RuleCondition } from '../routing/rule.ts';
import type { SkillLevel } from './schedule.ts';
import type { PersonRef } from './conversations.ts';
import type { IsoInstant } from './page.ts';

/** Something a rule names that is not there any more; a rule with faults is shown and passed over. */
export interface RuleFault {
  part: 'condition' | 'action';
  index: number;
  reason: 'teamGone' | 'channelGone' | 'skillGone' | 'agentGone' | 'policyGone' | 'neverReached';
}

/** `GET /api/routing-rules`, in order. */
export interface RoutingRuleItem extends Rule {
  version: number;
  faults: RuleFault[];
  /** How many posts it has matched in the last seven days. */
  matchedLately: number;
}

/** `POST /api/routing-rules` adds at the end, switched off; `PUT /api/routing-rules/:id` saves. */
export interface SaveRoutingRuleRequest {
  name: string;
  isActive?: boolean;
  conditions: RuleCondition[];
  actions: RuleAction[];
  /** Of what was edited; 409 `version-conflict` when somebody saved meanwhile. */
  version?: number;
}

/** `PUT /api/routing-rules/order`: every id, in the new order. */
export interface OrderRoutingRulesRequest {
  ids: string[];
}

/** `POST /api/routing-rules/trial`: the list as it would be, tried on the newest posts; nothing is changed. */
export interface TrialRequest {
  /** The whole list in order, with the edited rule in its place; rules to try count as active. */
  rules: Pick<Rule, 'id' | 'name' | 'isActive' | 'conditions' | 'actions'>[];
  /** At most 1000. */
  limit?: number;
}

export interface TrialOutcome {
  ruleId: string | null;
  ruleName: string | null;
  actions: RuleAction[];
}

export interface TrialDifference {
  conversationId: string;
  excerpt: string;
  contactName: string;
  channelName: string;
  postedAt: IsoInstant;
  before: TrialOutcome;
  after: TrialOutcome;
}

export interface TrialAnswer {
  /** How many posts were looked at. */
  tried: number;
  /** How many end up elsewhere or otherwise; `items` holds the newest 100 of them. */
  changed: number;
  items: TrialDifference[];
  /** Matches by rule of the tried list. */
  matches: { ruleId: string; count: number }[];
}

/** What a conversation asks of whoever takes it. */
export interface RoutingNeeds {
  skills: { skillId: string; name: string; minLevel: SkillLevel }[];
  /** Only where it is none of the organisation's own languages. */
  language: string | null;
}

/** Somebody who was looked at for a conversation, as they were at that moment. */
export interface ConsideredPerson {
  agent: PersonRef;
  /** Open work by weight and how much they take. */
  load: number;
  capacity: number;
  /** Why not; null for the one who was chosen. */
  rejected: RejectionReason | null;
}

/** One step of how a conversation came to where it is; `GET /api/conversations/:id/routing`, the newest first. */
export interface RoutingDecision {
  id: string;
  at: IsoInstant;
  /** A rule matched, somebody was chosen, nobody could be, or an assignment went back unopened. */
  kind: 'matched' | 'placed' | 'stuck' | 'returned';
  rule: { id: string | null; name: string } | null;
  actions: RuleAction[];
  agent: PersonRef | null;
  /** Why this person: the one that decided first, those that broke ties after it. */
  reasons: readonly Reason[];
  /** Those who matter for reading it, the chosen one first; a dozen at most. */
  considered: ConsideredPerson[];
  /** Why nobody could be chosen, where the kind is `stuck`. */
  stuck: StuckReason['kind'] | null;
}

export interface RoutingExplanation {
  needs: RoutingNeeds;
  decisions: RoutingDecision[];
  /** Why it waits, when nobody in the team can take it: shown with what to do. Null when it has somebody or somebody could. */
  stuck: StuckReason | null;
  /** Who is not given this customer, the newest first: everybody's for those who lead the team, else one's own. */
  shields: RoutingShield[];
}

/** `PUT /api/conversations/:id/shield`; `DELETE` takes the shield down again, `?agentId=` that of a colleague. */
export interface ShieldRequest {
  /** Oneself unless given; colleagues by those who lead the team. */
  agentId?: string;
  reason?: string;
}

/** Somebody who is not given a customer; by their own wish or by that of a lead. */
export interface RoutingShield {
  agent: PersonRef;
  by: PersonRef;
  /** May be empty. */
  reason: string;
  at: IsoInstant;
}

/**
 * `nobodyHas…`, `nobodySpeaks`, `nobodyInTeam`: not one person in the team, whatever their availability. `nobodyLeft`:
 * whoever could gave it back, did not open it, or is shielded. `allAway`, `allFull`: it goes on by itself.
 */
export type StuckReason =
  | { kind: 'nobodyHasSkill'; skillId: string; name: string; minLevel: SkillLevel }
  | { kind: 'nobodySpeaks'; language: string }
  | { kind: 'nobodyInTeam' }
  | { kind: 'nobodyLeft' }
  | { kind: 'allAway' }
  | { kind: 'allFull' }
  | { kind: 'waitsFor'; agent: PersonRef; until: IsoInstant }
  | { kind: 'doNotRoute' };
