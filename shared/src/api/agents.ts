import type { AgentLanguage, AgentSkill, AvailabilityState, TeamRouting } from './schedule.ts';
import type { Role } from '../permissions.ts';
import type { Availability, Locale, TeamRef } from './session.ts';

/** An agent as colleagues see them; `GET /api/agents`. */
export interface AgentItem {
  id: string;
  displayName: string;
  publicName: string;
  mark: string;
  avatarUrl: string;
  role: Role;
  teams: TeamRef[];
  languages: string[];
  languageLevels: AgentLanguage[];
  skills: AgentSkill[];
  helpsWith: string;
  pronouns: string;
  sinceYear: number | null;
  sentence: string;
  availability: Availability;
  availabilityState: AvailabilityState;
  /** At least one live screen right now. */
  isPresent: boolean;
  capacity: number;
  openCount: number;
  /** What is open by the weight each team gives to its kinds, as placement counts it against the capacity. */
  load: number;
  deactivatedAt: string | null;
  /** Only for administrators. */
  email?: string;
}

export interface CreateAgentRequest {
  email: string;
  displayName: string;
  publicName: string;
  mark: string;
  role: Role;
  teamIds: string[];
  languages?: string[];
  helpsWith?: string;
  capacity?: number;
  locale?: Locale;
}

/** The link with which a new colleague sets a password, or a forgotten one is replaced; shown once. */
export interface PasswordLink {
  agentId: string;
  resetUrl: string;
  expiresAt: string;
}

export interface UpdateAgentRequest {
  displayName?: string;
  publicName?: string;
  mark?: string;
  role?: Role;
  teamIds?: string[];
  languages?: string[];
  helpsWith?: string;
  pronouns?: string;
  sinceYear?: number | null;
  sentence?: string;
  capacity?: number;
  availability?: Availability;
  deactivated?: boolean;
  /** With `deactivated: true`: who takes all they have that this person may see; the rest goes back to the teams. */
  workTo?: string;
}

export interface TeamItem extends TeamRef {
  isDefault: boolean;
  /** A closed team's conversations are seen by its members, its leads and administrators only. */
  isClosed: boolean;
  memberIds: string[];
  routing: TeamRouting;
}

export interface SaveTeamRequest {
  name: string;
  isClosed?: boolean;
  memberIds?: string[];
  routing?: TeamRouting;
}
