import type { PersonRef } from '@visavis/shared/api/conversations';
import { useTranslation } from 'react-i18next';
import { useMe } from './directory.queries.ts';
import { firstName } from './format.ts';

/** "knows Jana", "knows you": how a row, a head or a list of colleagues says whom a customer has met before. */
export function useKnowsWords(): (person: PersonRef) => string {
  const { t } = useTranslation();
  const me = useMe();
  return (person) =>
    person.id === me.id ? t('common.knowsYou') : t('common.knows', { name: firstName(person.name) });
}
