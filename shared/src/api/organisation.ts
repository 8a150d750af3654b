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
  /** The next step of the first run; null when it is over. */
  setUpStep: SetUpStep | null;
  isDemo: boolean;
}

export type UpdateOrganisationRequest = Partial<Omit<OrganisationItem, 'isDemo' | 'logoUrl'>>;
