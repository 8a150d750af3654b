import { useTranslation } from 'react-i18next';
import { useCallback } from 'react';
import { ApiError } from './api-client.ts';

/** A fault as a sentence for whoever looks at the screen: what happened and what to do. */
export function useSentence(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return t('common.errors.internal');
      const key = `common.errors.${error.code}`;
      const values = { ...error.details, seconds: error.retryAfterSeconds ?? 60 };
      // Codes come from the API, so the key is looked up before it is used.
      return i18n.exists(key)
        ? String(i18n.t(key as 'common.errors.internal', values))
        : t('common.errors.internal');
    },
    [t, i18n],
  );
}

/** The faults of single fields in a refused form: `details.fields` of `malformed` and `invalid`, by field name. */
export function fieldFaults(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const { fields } = error.details;
  if (Array.isArray(fields)) {
    return Object.fromEntries(
      fields.flatMap((fault: { field?: string; path?: string; message?: string; reason?: string }) => {
        const name = fault.field ?? fault.path;
        return name ? [[name, fault.message ?? fault.reason ?? '']] : [];
      }),
    );
  }
  if (fields === null || typeof fields !== 'object') return {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, why]) => [name, Array.isArray(why) ? why.join(' ') : String(why)]),
  );
}
