/** What was entered of the first run before there is an account; never the password. */
export interface SetupDraft {
  step: 'organisation' | 'administrator';
  organisationName: string;
  publicAddress: string;
  formOfAddress: 'du' | 'sie';
  timeZone: string;
  displayName: string;
  email: string;
}

const KEY = 'visavis.setup';

/** What this browser remembers of a first run that was left, over what is there without it. */
export function rememberedDraft(fresh: SetupDraft): SetupDraft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (kept === null || typeof kept !== 'object') return fresh;
    const known = Object.entries(kept).filter(([name, value]) => name in fresh && typeof value === 'string');
    const draft: SetupDraft = { ...fresh, ...Object.fromEntries(known) };
    return {
      ...draft,
      step: draft.step === 'administrator' ? 'administrator' : 'organisation',
      formOfAddress: draft.formOfAddress === 'sie' ? 'sie' : 'du',
    };
  } catch {
    return fresh;
  }
}

export function rememberDraft(draft: SetupDraft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Private windows may refuse; then a reload begins anew.
  }
}

export function forgetDraft(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
