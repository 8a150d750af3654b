import type { Locale } from './session.ts';

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
  isDemo: boolean;
}

export type UpdateOrganisationRequest = Partial<Omit<OrganisationItem, 'isDemo'>>;
