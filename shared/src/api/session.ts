import type { PublicForms } from '../agents/public-face.ts';
import type { Role } from '../permissions.ts';
import type { SetUpStep } from './organisation.ts';
import type { AvailabilityState } from './schedule.ts';
import type { IsoInstant } from './page.ts';

export type Locale = 'de' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export interface SignInRequest {
  email: string;
  password: string;
}

export interface TeamRef {
  id: string;
  name: string;
}

/** `GET /api/me`: who is signed in. */
export interface Me {
  id: string;
  displayName: string;
  email: string;
  role: Role;
  teams: TeamRef[];
  locale: Locale;
  theme: Theme;
  /** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
  shortcutsEnabled: boolean;
  avatarUrl: string;
  publicName: string;
  mark: string;
  pronouns: string;
  /** The year since when they answer here. */
  sinceYear: number | null;
  /** One sentence about themselves. */
  sentence: string;
  /** How customers see them, by purpose. */
  forms: PublicForms;
  availability: Availability;
  availabilityState: AvailabilityState;
  capacity: number;
  organisation: {
    name: string;
    locale: Locale;
    timeZone: string;
    isDemo: boolean;
    customerNumberPattern: string | null;
    /** The next step of the first run; null when it is over. */
    setUpStep: SetUpStep | null;
  };
}

export type Availability = 'available' | 'busy' | 'away' | 'off';

export interface UpdateMeRequest {
  locale?: Locale;
  theme?: Theme;
  shortcutsEnabled?: boolean;
  availability?: Availability;
  publicName?: string;
  pronouns?: string;
  sinceYear?: number | null;
  sentence?: string;
  helpsWith?: string;
  languages?: string[];
}

export interface ChangePasswordRequest {
  currentPassword: string;
  newPassword: string;
}

export interface ResetPasswordRequest {
  token: string;
  newPassword: string;
}

export interface SessionItem {
  id: string;
  userAgent: string;
  createdAt: IsoInstant;
  lastSeenAt: IsoInstant;
  isCurrent: boolean;
}

/** What an API token may do; `write` includes nothing but itself. */
export type ApiTokenScope = 'conversations:read' | 'conversations:write' | 'channels:read' | 'reports:read';

export interface ApiTokenItem {
  id: string;
  name: string;
  scopes: ApiTokenScope[];
  createdAt: IsoInstant;
  lastUsedAt: IsoInstant | null;
  expiresAt: IsoInstant | null;
}

/** The token itself is shown once, in the answer to its creation. */
export interface CreatedApiToken extends ApiTokenItem {
  token: string;
}

export interface CreateApiTokenRequest {
  name: string;
  scopes: ApiTokenScope[];
  expiresAt?: IsoInstant;
}

/** `GET /api/setup`, without a login: whose installation this is, and whether its first visit is still to come. */
export interface SetupState {
  needed: boolean;
  /** Null until the first visit has made one. */
  organisation: string | null;
  isDemo: boolean;
}

/** `POST /api/setup`, only while no organisation exists and with the token printed on the console. */
export interface SetupRequest {
  token: string;
  organisationName: string;
  displayName: string;
  email: string;
  password: string;
  locale?: Locale;
  timeZone?: string;
  publicAddress?: string | null;
  formOfAddress?: 'du' | 'sie';
}
