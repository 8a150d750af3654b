import type { PersonRef } from '@visavis/shared/api/conversations';
import type {
  RoutingDecision,
  RoutingExplanation,
  RoutingNeeds,
  RoutingShield,
  StuckReason,
} from '@visavis/shared/api/routing';
import { parseNeed } from '@visavis/shared/routing/needs';
import type { Reason, Stuck } from '@visavis/shared/routing/pick-agent';
import type { Decision } from './decisions.repository.ts';
import type { Shield } from './shields.repository.ts';

/** Who and what is named in an explanation. */
export interface Names {
  person: (agentId: string) => PersonRef;
  skill: (skillId: string) => string;
}

/** How a conversation came to where it is, and what it waits for, as it was found. */
export interface Explained {
  needs: readonly string[];
  decisions: readonly Decision[];
  /** `doNotRoute` besides what placement finds out. */
  stuck: Stuck | { kind: 'doNotRoute' } | null;
  shields: readonly Shield[];
}

export function presentExplanation(
  { needs, decisions, stuck, shields }: Explained,
  names: Names,
): RoutingExplanation {
  return {
    needs: presentNeeds(needs, names),
    decisions: decisions.map((decision) => presentDecision(decision, names)),
    stuck: stuck === null ? null : presentStuck(stuck, names),
    shields: shields.map((shield) => presentShield(shield, names)),
  };
}

/** Everybody whom an explanation names. */
export function peopleIn({ decisions, stuck, shields }: Explained): string[] {
  return [
    ...decisions.flatMap(({ agentId, considered }) => [
      ...(agentId === null ? [] : [agentId]),
      ...considered.map((one) => one.agentId),
    ]),
    ...(stuck?.kind === 'waitsFor' ? [stuck.agentId] : []),
    ...shields.flatMap(({ agentId, byAgentId }) => [agentId, byAgentId]),
  ];
}

/** Every skill that an explanation names. */
export function skillsIn({ needs, decisions, stuck }: Explained): string[] {
  return [
    ...needs.map(parseNeed).flatMap((need) => (need?.kind === 'skill' ? [need.skillId] : [])),
    ...decisions
      .flatMap(({ reasons }) => reasons)
      .flatMap((reason) => ('skillId' in reason ? reason.skillId : [])),
    ...(stuck?.kind === 'nobodyHasSkill' ? [stuck.skillId] : []),
  ];
}

function presentNeeds(keys: readonly string[], { skill }: Names): RoutingNeeds {
  const needs = keys.map(parseNeed);
  return {
    skills: needs.flatMap((need) =>
      need?.kind === 'skill'
        ? [{ skillId: need.skillId, name: skill(need.skillId), minLevel: need.minLevel }]
        : [],
    ),
    language: needs.flatMap((need) => (need?.kind === 'language' ? [need.language] : [])).at(0) ?? null,
  };
}

function presentDecision(decision: Decision, names: Names): RoutingDecision {
  const { id, kind, ruleId, ruleName, actions, agentId, stuck } = decision;
  return {
    id,
    at: decision.at.toISOString(),
    kind,
    rule: ruleName === null ? null : { id: ruleId, name: ruleName },
    actions,
    agent: agentId === null ? null : names.person(agentId),
    reasons: decision.reasons.map((reason) => named(reason, names)),
    considered: decision.considered.map(({ agentId: id, load, capacity, rejected }) => ({
      agent: names.person(id),
      load,
      capacity,
      rejected,
    })),
    stuck,
  };
}

function named(reason: Reason, { skill }: Names): Reason {
  return reason.kind === 'hasSkill' ? { ...reason, name: skill(reason.skillId) } : reason;
}

function presentStuck(stuck: NonNullable<Explained['stuck']>, { person, skill }: Names): StuckReason {
  if (stuck.kind === 'nobodyHasSkill') return { ...stuck, name: skill(stuck.skillId) };
  if (stuck.kind !== 'waitsFor') return stuck;
  return { kind: 'waitsFor', agent: person(stuck.agentId), until: stuck.until.toISOString() };
}

function presentShield({ agentId, byAgentId, reason, at }: Shield, { person }: Names): RoutingShield {
  return { agent: person(agentId), by: person(byAgentId), reason, at: at.toISOString() };
}
