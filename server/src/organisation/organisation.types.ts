import type { SetUpStep } from '@visavis/shared/api/organisation';
import type { Locale } from '@visavis/shared/api/session';
import type { FormOfAddress } from './organisation.entity.ts';

/** Where the logo is served; its version makes a new picture a new address. */
export const LOGO_PATH = '/brand/logo';

/** Whose installation this is, and how it speaks to its customers. */
export interface Organisation {
  id: string;
  name: string;
  /** The web address customers know; null when none was given. */
  publicAddress: string | null;
  locale: Locale;
  /** IANA name. */
  timeZone: string;
  formOfAddress: FormOfAddress;
  /** See customer-number-pattern.ts. */
  customerNumberPattern: string | null;
  /** Languages that everybody in the house answers, as primary subtags such as `de`. */
  languages: string[];
  /** After this time without an open screen somebody counts as away; null never. */
  awayWithoutScreenMinutes: number | null;
  /** So many percent of the answers that fall due are to be on time. */
  onTimeGoalPercent: number;
  /** `#rrggbb` of the public pages; null for the product's own. */
  accentColour: string | null;
  /** Own path of the picture, with its version; null without one. */
  logoUrl: string | null;
  imprintUrl: string | null;
  privacyUrl: string | null;
  /** The next step of the first run; null when it is over or never was. */
  setUpStep: SetUpStep | null;
  isDemo: boolean;
}
