import type { RuleFault } from '../api/routing.ts';
import type { PolicyCondition } from '../sla/match-policy.ts';
import type { Rule, RuleAction, RuleCondition } from './rule.ts';

/** What rules may name and what is there; null where nobody can say, which is no fault. */
export interface KnownTargets {
  readonly teamIds: ReadonlySet<string>;
  readonly channelIds: ReadonlySet<string> | null;
  readonly skillIds: ReadonlySet<string>;
  /** Active people. */
  readonly agentIds: ReadonlySet<string>;
  readonly policyIds: ReadonlySet<string> | null;
}

/** What a list of rules names. */
export interface NamedTargets {
  readonly teamIds: string[];
  readonly channelIds: string[];
  readonly skillIds: string[];
  readonly agentIds: string[];
  readonly policyIds: string[];
}

/** Everything that the rules name, once each, so that it can be looked up at once. */
export function namedTargets(rules: readonly Pick<Rule, 'conditions' | 'actions'>[]): NamedTargets {
  const conditions = rules.flatMap((rule) => rule.conditions);
  const actions = rules.flatMap((rule) => rule.actions);
  const unique = (ids: readonly string[]) => [...new Set(ids)].toSorted();
  return {
    teamIds: unique(actions.flatMap((action) => (action.do === 'team' ? [action.teamId] : []))),
    channelIds: unique(conditions.flatMap((each) => (each.field === 'channel' ? each.anyOf : []))),
    skillIds: unique(actions.flatMap((action) => (action.do === 'skill' ? [action.skillId] : []))),
    agentIds: unique(actions.flatMap((action) => (action.do === 'assign' ? [action.agentId] : []))),
    policyIds: unique(actions.flatMap((action) => (action.do === 'slaPolicy' ? [action.policyId] : []))),
  };
}

/** The faults of each rule in the order of the list: what is gone, else whether anything reaches it. One that names what is gone is passed over by `usableRules`. */
export function ruleFaults(rules: readonly Rule[], known: KnownTargets): RuleFault[][] {
  const blocking: Rule[] = [];
  return rules.map((rule) => {
    const gone = goneFaults(rule, known);
    const isReached = blocking.every((earlier) => !takesAllOf(earlier, rule));
    if (rule.isActive && gone.length === 0) blocking.push(rule);
    if (gone.length > 0 || isReached) return gone;
    return [{ part: 'condition', index: 0, reason: 'neverReached' }];
  });
}

/** Those of the rules that are applied: switched on, and everything they name is there. */
export function usableRules(rules: readonly Rule[], known: KnownTargets): Rule[] {
  return rules.filter((rule) => rule.isActive && goneFaults(rule, known).length === 0);
}

function goneFaults(rule: Rule, known: KnownTargets): RuleFault[] {
  const conditions = rule.conditions.flatMap((condition, index): RuleFault[] =>
    isChannelGone(condition, known) ? [{ part: 'condition', index, reason: 'channelGone' }] : [],
  );
  const actions = rule.actions.flatMap((action, index): RuleFault[] => {
    const reason = goneTarget(action, known);
    return reason === null ? [] : [{ part: 'action', index, reason }];
  });
  return [...conditions, ...actions];
}

/** One of several channels may go: the rule goes on meaning the others. So does "not this channel". */
function isChannelGone(condition: RuleCondition, { channelIds }: KnownTargets): boolean {
  if (channelIds === null || condition.field !== 'channel' || condition.not === true) return false;
  return !condition.anyOf.some((id) => channelIds.has(id));
}

function goneTarget(action: RuleAction, known: KnownTargets): RuleFault['reason'] | null {
  switch (action.do) {
    case 'team':
      return known.teamIds.has(action.teamId) ? null : 'teamGone';
    case 'skill':
      return known.skillIds.has(action.skillId) ? null : 'skillGone';
    case 'assign':
      return known.agentIds.has(action.agentId) ? null : 'agentGone';
    case 'slaPolicy':
      return known.policyIds === null || known.policyIds.has(action.policyId) ? null : 'policyGone';
    case 'priority':
    case 'tag':
    case 'doNotRoute':
      return null;
  }
}

/** Whether nothing can come past `earlier` that `later` would take: each of its conditions follows from one of later's. */
function takesAllOf(earlier: Rule, later: Rule): boolean {
  return earlier.conditions.every((wide) => later.conditions.some((narrow) => implies(narrow, wide)));
}

/**
 * Whether `wide` holds wherever `narrow` does, conditions of SLA policies included. What cannot be seen from the two
 * alone counts as no.
 */
export function implies(
  narrow: RuleCondition | PolicyCondition,
  wide: RuleCondition | PolicyCondition,
): boolean {
  const isTurned = narrow.not === true;
  if (narrow.field !== wide.field || isTurned !== (wide.not === true)) return false;
  // "Not any of three" is narrower than "not any of two".
  const [inner, outer] = isTurned ? [wide, narrow] : [narrow, wide];
  if ('anyOf' in inner && 'anyOf' in outer) {
    const allowed = new Set<string>(outer.anyOf);
    return inner.anyOf.every((value) => allowed.has(value));
  }
  if (inner.field === 'rating' && outer.field === 'rating')
    return inner.from >= outer.from && inner.to <= outer.to;
  if (inner.field === 'contact' && outer.field === 'contact') return inner.is === outer.is;
  if (inner.field === 'time' && outer.field === 'time')
    return (
      inner.from === outer.from &&
      inner.to === outer.to &&
      inner.weekdays.every((day) => outer.weekdays.includes(day))
    );
  return false;
}
