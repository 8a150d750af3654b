import { consentPurposes, formsOf } from '@visavis/shared/agents/public-face';
import type { ConsentItem, ConsentState, RemovalItem } from '@visavis/shared/api/consent';
import type { Consent, KeptRemoval } from './consents.repository.ts';

/** @param history every decision, the newest first */
export function presentConsents(history: readonly Consent[], removals: readonly KeptRemoval[]): ConsentState {
  const nothing = formsOf({});
  return {
    consents: consentPurposes.map((purpose) => {
      const newest = history.find((consent) => consent.purpose === purpose);
      if (newest === undefined)
        return { purpose, form: nothing[purpose], grantedAt: null, wording: null, withdrawnAt: null };
      const item = presentConsent(newest);
      return newest.withdrawnAt === null ? item : { ...item, form: nothing[purpose] };
    }),
    history: history.map(presentConsent),
    removals: removals.map(presentRemoval),
  };
}

export function presentRemoval({ id, at, purpose, place, count }: KeptRemoval): RemovalItem {
  return { id, at: at.toISOString(), purpose, place, count };
}

function presentConsent({ purpose, form, wording, grantedAt, withdrawnAt }: Consent): ConsentItem {
  return {
    purpose,
    form,
    wording,
    grantedAt: grantedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}
