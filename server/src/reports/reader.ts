import type { TeamRef } from '@visavis/shared/api/session';
import { can } from '@visavis/shared/permissions';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';

/** Whoever asks for figures. */
export type Reader = Pick<SignedInAgent, 'agentId' | 'role' | 'teamIds'>;

/** The teams whose figures somebody may see; null for all. */
export function teamsOf({ role, teamIds }: Reader): readonly string[] | null {
  return role === 'admin' ? null : teamIds;
}

/**
 * The team that is asked for, or all whose figures somebody may see; null for every team.
 *
 * @throws DomainError `forbidden` for a team that one does not lead
 */
export function askedTeams(reader: Reader, teamId: string | undefined): readonly string[] | null {
  if (teamId === undefined) return teamsOf(reader);
  assertLeads(reader, teamId);
  return [teamId];
}

/** @throws DomainError `forbidden` for a team that one does not lead */
export function assertLeads(reader: Reader, teamId: string): void {
  if (!can(reader, 'report.team', { teamId })) throw new DomainError('forbidden', { action: 'report.team' });
}

/** Of all teams, those whose figures somebody may see, by name. */
export function readableTeams(reader: Reader, teams: readonly TeamRef[]): TeamRef[] {
  const ids = teamsOf(reader);
  return teams
    .filter(({ id }) => ids === null || ids.includes(id))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
}
