import type { Locale } from '@visavis/shared/api/session';
import type { FormOfAddress } from './organisation.entity.ts';

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
  isDemo: boolean;
}
