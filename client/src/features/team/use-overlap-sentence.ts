import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { useFormat } from '../../lib/format.ts';

/** Says when somebody is planned already; null for every other fault. */
export function useOverlapSentence(
  error: unknown,
  words: 'schedule.shifts.overlap' | 'schedule.absence.overlap',
): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (!(error instanceof ApiError) || error.code !== 'conflict') return null;
  const { startsAt, endsAt } = error.details;
  if (typeof startsAt !== 'string' || typeof endsAt !== 'string') return null;
  return t(words, { from: format.moment(startsAt), to: format.moment(endsAt) });
}
