import type { AgentItem, TeamItem } from '@visavis/shared/api/agents';
import type { AvailabilityState } from '@visavis/shared/api/schedule';
import type { ApiTokenItem, Me, SessionItem } from '@visavis/shared/api/session';
import type { Organisation } from '../organisation/organisation.types.ts';
import type { AgentRecord, AvailabilityRecord, Team } from './agent.types.ts';
import type { ListedToken } from './api-tokens.repository.ts';
import { facePath } from './face-path.ts';
import type { ListedSession } from './sessions.repository.ts';
import type { Workload } from './workloads.ts';

export function presentMe(agent: AgentRecord, organisation: Organisation): Me {
  const { name, locale, timeZone, isDemo, customerNumberPattern, setUpStep } = organisation;
  return {
    id: agent.id,
    displayName: agent.displayName,
    email: agent.email,
    role: agent.role,
    teams: agent.teams,
    locale: agent.locale,
    theme: agent.theme,
    shortcutsEnabled: agent.shortcutsEnabled,
    avatarUrl: facePath(agent.id, agent.faceVersion, 256),
    publicName: agent.publicName,
    mark: agent.mark,
    pronouns: agent.pronouns,
    sinceYear: agent.sinceYear,
    sentence: agent.sentence,
    forms: agent.forms,
    availability: agent.availability,
    availabilityState: presentAvailability(agent),
    capacity: agent.capacity,
    organisation: { name, locale, timeZone, isDemo, customerNumberPattern, setUpStep },
  };
}

/** @param showsEmail addresses are for administrators */
export function presentAgent(agent: AgentRecord, workload: Workload, showsEmail: boolean): AgentItem {
  return {
    id: agent.id,
    displayName: agent.displayName,
    publicName: agent.publicName,
    mark: agent.mark,
    avatarUrl: facePath(agent.id, agent.faceVersion, 256),
    role: agent.role,
    teams: agent.teams,
    languages: agent.languages,
    languageLevels: agent.languageLevels,
    skills: agent.skills,
    helpsWith: agent.helpsWith,
    pronouns: agent.pronouns,
    sinceYear: agent.sinceYear,
    sentence: agent.sentence,
    availability: agent.availability,
    availabilityState: presentToColleagues(agent),
    isPresent: workload.isPresent,
    capacity: agent.capacity,
    openCount: workload.openCount,
    load: workload.load,
    deactivatedAt: agent.deactivatedAt?.toISOString() ?? null,
    ...(showsEmail ? { email: agent.email } : {}),
  };
}

/** As colleagues see it: that somebody is ill is for themselves and their leads. */
export function presentToColleagues(agent: AvailabilityRecord): AvailabilityState {
  const state = presentAvailability(agent);
  return state.reason === 'sick' ? { ...state, reason: 'other' } : state;
}

/** Why somebody is as available as they are, for themselves. */
export function presentAvailability(agent: AvailabilityRecord): AvailabilityState {
  return {
    availability: agent.availability,
    since: agent.availabilitySince.toISOString(),
    reason: agent.availabilityReason,
    returnsAt: agent.availabilityReturnsAt?.toISOString() ?? null,
    setBy: agent.availabilitySetBy,
  };
}

export function presentTeam({ id, name, isDefault, isClosed, memberIds, routing }: Team): TeamItem {
  return { id, name, isDefault, isClosed, memberIds, routing };
}

export function presentSession(session: ListedSession, currentId: string): SessionItem {
  return {
    id: session.id,
    userAgent: session.userAgent,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    isCurrent: session.id === currentId,
  };
}

export function presentToken(token: ListedToken): ApiTokenItem {
  return {
    id: token.id,
    name: token.name,
    scopes: token.scopes,
    createdAt: token.createdAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    expiresAt: token.expiresAt?.toISOString() ?? null,
  };
}
