import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { StuckReason } from '@visavis/shared/api/routing';
import { useTranslation } from 'react-i18next';
import { firstName } from './format.ts';

/** Nobody will take it by themselves: somebody has to do something. The other kinds pass, or are meant so. */
export function isBlocked(stuck: StuckReason['kind'] | null): boolean {
  return (
    stuck === 'nobodyHasSkill' ||
    stuck === 'nobodySpeaks' ||
    stuck === 'nobodyInTeam' ||
    stuck === 'nobodyLeft'
  );
}

/** Why placement does not go on with a conversation, in a few words for a row or a head; null when it does. */
export function useStuckWords({ stuck, knows }: Pick<ConversationItem, 'stuck' | 'knows'>): string | null {
  const { t } = useTranslation();
  if (stuck === null) return null;
  if (stuck === 'waitsFor' && knows) return t('common.stuck.waitsForName', { name: firstName(knows.name) });
  return isBlocked(stuck) ? t('common.stuck.nobody') : t(`common.stuck.${stuck}`);
}
