import type { ConversationPresence } from '@visavis/shared/events/pushes';
import type { PersonRef } from '@visavis/shared/api/conversations';
import { useTranslation } from 'react-i18next';
import { firstName } from './format.ts';

/** Who is there in words: "Mehmet schreibt gerade", "Lena und Kofi lesen mit"; null when nobody is. */
export function usePresenceWords(): (
  state: ConversationPresence,
  people: readonly PersonRef[],
) => string | null {
  const { t, i18n } = useTranslation();
  return (state, people) => {
    if (people.length === 0) return null;
    const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
    const names = list.format(people.map(({ name }) => firstName(name)));
    return t(state === 'writing' ? 'common.presence.writesWho' : 'common.presence.readsWho', {
      names,
      count: people.length,
    });
  };
}
