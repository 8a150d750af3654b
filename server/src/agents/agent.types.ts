import type { PublicForms } from '@visavis/shared/agents/public-face';
import type {
  AgentLanguage,
  AgentSkill,
  AvailabilityState,
  AwayReason,
  SkillLevel,
  TeamRouting,
} from '@visavis/shared/api/schedule';
import type { Availability, Locale, Theme } from '@visavis/shared/api/session';
import type { Role } from '@visavis/shared/permissions';

/** Who somebody is to colleagues and customers; what a reply's snapshot is taken from. */
export interface AgentIdentity {
  id: string;
  displayName: string;
  publicName: string;
  mark: string;
  /** 0 when no picture is shown. */
  faceVersion: number;
  /** How much of them the public sees, by purpose. */
  forms: PublicForms;
  teamNames: string[];
  locale: Locale;
}

/** Somebody who may be given a conversation of a team. */
export interface Candidate {
  agentId: string;
  availability: Availability;
  /** When somebody away said they would be back. */
  returnsAt: Date | null;
  capacity: number;
  /** By id of the skill. Deleted skills are in it: what waits may still ask for one. */
  skills: Readonly<Record<string, SkillLevel>>;
  languages: readonly AgentLanguage[];
}

export interface Team {
  id: string;
  name: string;
  isDefault: boolean;
  isClosed: boolean;
  memberIds: string[];
  routing: TeamRouting;
}

/** How available somebody is, and why. */
export type AvailabilityRecord = Pick<
  AgentRecord,
  'availability' | 'availabilitySince' | 'availabilityReason' | 'availabilityReturnsAt' | 'availabilitySetBy'
>;

/** A person as the tables know them, without the password. */
export interface AgentRecord {
  id: string;
  email: string;
  role: Role;
  displayName: string;
  publicName: string;
  mark: string;
  /** In the order in which the person names them. */
  languages: string[];
  languageLevels: AgentLanguage[];
  skills: AgentSkill[];
  helpsWith: string;
  pronouns: string;
  sinceYear: number | null;
  /** One sentence about themselves. */
  sentence: string;
  /** How much of them the public sees, by purpose. */
  forms: PublicForms;
  locale: Locale;
  theme: Theme;
  shortcutsEnabled: boolean;
  availability: Availability;
  availabilitySince: Date;
  availabilityReason: AwayReason | null;
  availabilityReturnsAt: Date | null;
  availabilitySetBy: AvailabilityState['setBy'];
  capacity: number;
  faceVersion: number;
  deactivatedAt: Date | null;
  teams: { id: string; name: string }[];
}

export interface NewAgent {
  email: string;
  passwordHash: string | null;
  role: Role;
  displayName: string;
  publicName: string;
  mark: string;
  languages: string[];
  helpsWith: string;
  locale: Locale;
  pronouns?: string;
  sinceYear?: number;
  sentence?: string;
  /** `awaited`: away until their first screen is open, and available from then on. */
  availability: Availability | 'awaited';
  capacity: number;
  teamIds: string[];
}
