import type { ConsentPurpose, PublicForm } from '../agents/public-face.ts';
import type { Locale } from './session.ts';
import type { IsoInstant } from './page.ts';

/** How somebody is shown for one purpose, and since when they agreed to it. */
export interface ConsentItem {
  purpose: ConsentPurpose;
  /** `initials` until somebody has agreed to more. */
  form: PublicForm;
  /** Null when nothing was ever agreed to. */
  grantedAt: IsoInstant | null;
  /** The sentence that was agreed to, in the words and language of that day. */
  wording: string | null;
  withdrawnAt: IsoInstant | null;
}

/** `PUT /api/me/consents/:purpose`; the wording that was on screen is stored beside the decision. */
export interface GiveConsentRequest {
  form: PublicForm;
  wording: string;
  locale: Locale;
}

/** One line of the proof that a picture or name is gone from a place. */
export interface RemovalItem {
  id: string;
  at: IsoInstant;
  purpose: ConsentPurpose;
  /** Where it stood: replies of ours, cards of links, the team page, … */
  place: 'pictures' | 'replies' | 'checkPages' | 'linkCards' | 'teamPage' | 'networkProfile';
  /** How many things were changed there. */
  count: number;
}

/** `GET /api/me/consents`. */
export interface ConsentState {
  consents: ConsentItem[];
  /** Every decision, the newest first. */
  history: ConsentItem[];
  removals: RemovalItem[];
}
