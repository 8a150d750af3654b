import type { Locale } from './session.ts';

/** What the first run still offers once there is an administrator; either can be skipped. */
export type SetUpStep = 'channel' | 'people';

/** `GET /api/organisation`: whose installation this is, and how it speaks. */
export interface OrganisationItem {
  name: string;
  /** The web address customers know. */
  publicAddress: string | null;
  locale: Locale;
  /** IANA name, for example `Europe/Berlin`. */
  timeZone: string;
  formOfAddress: 'du' | 'sie';
  /** A picture of a customer number, `9` for a digit and `A` for a letter; see text/customer-number-pattern. */
  customerNumberPattern: string | null;
  /** Languages that everybody in the house answers, as primary subtags such as `de`. */
  languages: string[];
  /** `#rrggbb` of the public pages; null for the product's own. */
  accentColour: string | null;
  /** Own path of the logo with its version, null without one; `POST` and `DELETE /api/organisation/logo` change it. */
  logoUrl: string | null;
  imprintUrl: string | null;
  privacyUrl: string | null;
  /** After this time without an open screen somebody counts as away; null never. */
  awayWithoutScreenMinutes: number | null;
  /** So many percent of the answers that fall due are to be on time; what the live page and walls measure against. */
  onTimeGoalPercent: number;
  /** The next step of the first run; null when it is over. */
  setUpStep: SetUpStep | null;
  isDemo: boolean;
}

export type UpdateOrganisationRequest = Partial<Omit<OrganisationItem, 'isDemo' | 'logoUrl'>>;

/** `tls` from the first byte (port 465), `starttls` before anything is said (587), `none` in the clear. */
export type MailSecurity = 'tls' | 'starttls' | 'none';

/** `GET /api/organisation/mail`: where mails leave the house. The password never comes back. */
export interface MailSettingsItem {
  /** Null as long as there is no mail server; then the rest is its default. */
  host: string | null;
  port: number;
  security: MailSecurity;
  /** Null for a server that asks for no login. */
  user: string | null;
  hasPassword: boolean;
  /** The address mails come from; they carry the organisation's name beside it. */
  from: string | null;
}

/** `PUT /api/organisation/mail`. */
export interface SaveMailSettingsRequest {
  host: string;
  port: number;
  security: MailSecurity;
  user: string | null;
  /** Left out to keep the stored one, which stays with its host and user. */
  password?: string;
  from: string;
}

/** Why a mail did not leave, by what an administrator can do about it. */
export type MailFault =
  | 'notConfigured'
  /** The stored password cannot be opened any more and has to be entered again. */
  | 'password'
  /** The host leads into a network that must not be called. */
  | 'address'
  | 'host'
  | 'connection'
  | 'timeout'
  | 'tls'
  | 'login'
  | 'sender'
  | 'recipient'
  /** The server refused the mail itself. */
  | 'refused'
  | 'protocol';

/** `POST /api/organisation/mail/test` `{ to }`: what became of a test mail. */
export interface MailTest {
  ok: boolean;
  fault: MailFault | null;
  /** One sentence, in English. */
  detail: string;
  /** The mail server's own words, if it said anything. */
  serverSays: string | null;
}

export interface TestMailRequest {
  to: string;
}
