import { useTranslation } from 'react-i18next';
import { useCallback } from 'react';
import { ApiError } from './api-client.ts';

/** From here on a wait is told in minutes. */
const WAIT_IN_MINUTES_S = 90;

/** A fault as a sentence for whoever looks at the screen: what happened and what to do. */
export function useSentence(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (isMissingPart(error)) return t('common.errors.offline');
      if (!(error instanceof ApiError)) return t('common.errors.internal');
      const refusal = `common.refusals.${String(error.details.reason)}`;
      const key = i18n.exists(refusal) ? refusal : `common.errors.${error.code}`;
      const seconds = error.retryAfterSeconds ?? 60;
      const wait =
        seconds < WAIT_IN_MINUTES_S
          ? t('common.wait.seconds', { count: seconds })
          : t('common.wait.minutes', { count: Math.ceil(seconds / 60) });
      // Codes come from the API, so the key is looked up before it is used.
      return i18n.exists(key)
        ? String(i18n.t(key as 'common.errors.internal', { ...error.details, wait }))
        : t('common.errors.internal');
    },
    [t, i18n],
  );
}

/** A part of the application could not be fetched: each browser has words of its own for it. */
function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|preload css/iu.test(error.message)
  );
}

/**
 * The faults of single fields in a refused form, by field name. The server's own words are English and for people who
 * call the API; another language gets a sentence that says the same for every field.
 */
export function useFieldFaults(): (error: unknown) => Record<string, string> {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      const isTaken = error instanceof ApiError && error.code === 'conflict';
      const sentence = t(isTaken ? 'common.field.taken' : 'common.field.wrong');
      return Object.fromEntries(
        namedFaults(error).map(([name, words]) => [
          name,
          i18n.language === 'en' && words ? capitalised(words) : sentence,
        ]),
      );
    },
    [t, i18n],
  );
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** `details.fields` of `malformed`, `invalid` and `conflict`. */
function namedFaults(error: unknown): [name: string, words: string][] {
  if (!(error instanceof ApiError)) return [];
  const { fields } = error.details;
  if (Array.isArray(fields)) {
    return fields.flatMap((fault: { field?: string; path?: string; message?: string; reason?: string }) => {
      const name = fault.field ?? fault.path;
      return name ? [[name, fault.message ?? fault.reason ?? '']] : [];
    });
  }
  if (fields === null || typeof fields !== 'object') return [];
  return Object.entries(fields).map(([name, why]) => [
    name,
    Array.isArray(why) ? why.join(' ') : String(why),
  ]);
}
