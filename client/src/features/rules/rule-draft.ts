import type { RoutingRuleItem, SaveRoutingRuleRequest } from '@visavis/shared/api/routing';
import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { isFindable } from '@visavis/shared/routing/word-index';
import type { AnyCondition } from './rule-sentence.ts';

/** A rule while somebody writes it. */
export interface RuleDraft {
  name: string;
  isActive: boolean;
  conditions: RuleCondition[];
  actions: RuleAction[];
}

/** As many conditions, and as many actions, as a rule may have. */
export const MOST_PARTS = 20;

export const EMPTY_DRAFT: RuleDraft = { name: '', isActive: false, conditions: [], actions: [] };

export function draftOf(rule: RoutingRuleItem | null): RuleDraft {
  if (rule === null) return EMPTY_DRAFT;
  const { name, isActive, conditions, actions } = rule;
  return { name, isActive, conditions: [...conditions], actions: [...actions] };
}

export function requestOf(draft: RuleDraft, version?: number): SaveRoutingRuleRequest {
  return { ...draft, name: draft.name.trim(), ...(version === undefined ? {} : { version }) };
}

/** A condition of a kind before anything was chosen for it. */
export function newCondition(field: AnyCondition['field']): AnyCondition {
  switch (field) {
    case 'rating':
      return { field, from: 1, to: 2 };
    case 'contact':
      return { field, is: 'first' };
    case 'time':
      return { field, weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' };
    case 'kind':
    case 'visibility':
    case 'channel':
    case 'network':
    case 'language':
    case 'words':
    case 'author':
    case 'tags':
    case 'priority':
    case 'team':
      return { field, anyOf: [] };
  }
}

/** An action of a kind before anything was chosen for it. */
export function newAction(kind: RuleAction['do']): RuleAction {
  switch (kind) {
    case 'team':
      return { do: kind, teamId: '' };
    case 'skill':
      return { do: kind, skillId: '', minLevel: 1 };
    case 'priority':
      return { do: kind, priority: 'high' };
    case 'tag':
      return { do: kind, tag: '' };
    case 'slaPolicy':
      return { do: kind, policyId: '' };
    case 'assign':
      return { do: kind, agentId: '' };
    case 'doNotRoute':
      return { do: kind };
  }
}

/** Whether a condition says anything yet. */
export function isConditionComplete(condition: AnyCondition): boolean {
  if (condition.field === 'words') return condition.anyOf.length > 0 && condition.anyOf.every(isFindable);
  if ('anyOf' in condition) return condition.anyOf.length > 0;
  if (condition.field === 'time')
    return condition.weekdays.length > 0 && condition.from !== '' && condition.to !== '';
  return true;
}

export function isActionComplete(action: RuleAction): boolean {
  return Object.values(action).every((value) => typeof value !== 'string' || value.trim() !== '');
}

/** Everything is filled in and nothing said twice, so that it can be saved and tried. */
export function isComplete({ conditions, actions }: RuleDraft): boolean {
  const said = actions.map((action) =>
    action.do === 'skill' ? action.skillId : action.do === 'tag' ? `#${action.tag.trim()}` : action.do,
  );
  return (
    conditions.every(isConditionComplete) &&
    actions.every(isActionComplete) &&
    new Set(said).size === said.length
  );
}

/** What of a half-written rule can be read aloud already. */
export function readablePart({ conditions, actions }: RuleDraft): Pick<RuleDraft, 'conditions' | 'actions'> {
  return {
    conditions: conditions.filter(isConditionComplete),
    actions: actions.filter(isActionComplete),
  };
}
