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
  teamNames: string[];
  locale: Locale;
}

/** Somebody who may be given a conversation of a team. */
export interface Candidate {
  agentId: string;
  availability: Availability;
  capacity: number;
  languages: string[];
}

export interface Team {
  id: string;
  name: string;
  isDefault: boolean;
  isClosed: boolean;
  memberIds: string[];
}

/** A person as the tables know them, without the password. */
export interface AgentRecord {
  id: string;
  email: string;
  role: Role;
  displayName: string;
  publicName: string;
  mark: string;
  languages: string[];
  helpsWith: string;
  locale: Locale;
  theme: Theme;
  shortcutsEnabled: boolean;
  availability: Availability;
  availabilitySince: Date;
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
  availability: Availability;
  capacity: number;
  teamIds: string[];
}
