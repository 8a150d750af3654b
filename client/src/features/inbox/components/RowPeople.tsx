import type { ConversationItem } from '@visavis/shared/api/conversations';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { useKnowsWords } from '../../../lib/knows.ts';
import { useNobodyFreeWords } from '../../../lib/nobody-free.ts';
import { usePresenceWords } from '../../../lib/others-there.ts';
import { isBlocked, useStuckWords } from '../../../lib/stuck.ts';
import { useOthersThere } from '../../../realtime/presence.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Face, NobodyFace } from '../../../ui/Face.tsx';
import { KnowsChip } from '../../../ui/KnowsChip.tsx';
import { PresenceMark } from '../../../ui/PresenceMark.tsx';
import styles from './ConversationRow.module.css';

/** Who of us is at work in a row: who looks at or writes in it now, and with whom it is. */
export function RowPeople({ item }: { item: ConversationItem }) {
  const { t } = useTranslation();
  const { readers, writers } = useOthersThere(item.id, useMe().id);
  const there = writers.length > 0 ? writers : readers;
  const state = writers.length > 0 ? 'writing' : 'reading';
  const { assignee } = item;
  const why = useWhyNobody(item);
  return (
    <span className={styles.who} aria-hidden="true">
      {there.length > 0 && (
        <PresenceMark
          state={state}
          // With whom it is stands beside the sign anyway.
          people={there.map(({ agent }) => agent).filter(({ id }) => id !== assignee?.id)}
          word={t(`common.presence.${state}`)}
        />
      )}
      {assignee ? (
        <Face name={assignee.name} src={assignee.avatarUrl} size={20} />
      ) : (
        <NobodyFace label={[t('common.nobody'), why].filter(Boolean).join(': ')} size={20} />
      )}
    </span>
  );
}

/** Why placement does not go on with it, or why nobody takes it from the line right now. */
function useWhyNobody(item: ConversationItem): string | null {
  const stuckWords = useStuckWords(item);
  const nobodyFreeWords = useNobodyFreeWords(item);
  return stuckWords ?? nobodyFreeWords;
}

/** Who knows the customer, where it is somebody else than who has it: then the face says it already. */
export function RowKnows({ item: { knows, assignee } }: { item: ConversationItem }) {
  const words = useKnowsWords();
  const me = useMe();
  if (knows === null || knows.id === assignee?.id) return null;
  return (
    <span className={styles.chip} aria-hidden="true">
      <KnowsChip person={knows} words={words(knows)} isOwn={knows.id === me.id} />
    </span>
  );
}

/** Why nobody is given it, where that needs somebody to do something, or is meant so. */
export function RowStuck({ item }: { item: ConversationItem }) {
  const words = useStuckWords(item);
  if (words === null) return null;
  const isUrgent = isBlocked(item.stuck);
  return (
    <span className={styles.chip} aria-hidden="true">
      <Chip tone={isUrgent ? 'soon' : 'plain'} {...(isUrgent ? { icon: IconUserQuestion } : {})}>
        {words}
      </Chip>
    </span>
  );
}

/** What a screen reader says of the people in a row. */
export function useRowPeopleWords(item: ConversationItem): (string | null)[] {
  const { id, assignee, knows } = item;
  const { t } = useTranslation();
  const whyNobody = useWhyNobody(item);
  const knowsWords = useKnowsWords();
  const presenceWords = usePresenceWords();
  const { readers, writers } = useOthersThere(id, useMe().id);
  const people = (there: typeof readers) => there.map(({ agent }) => agent);
  return [
    assignee ? t('inbox.row.by', { name: firstName(assignee.name) }) : t('inbox.row.free'),
    whyNobody,
    knows && knowsWords(knows),
    presenceWords('writing', people(writers)),
    presenceWords('reading', people(readers)),
  ];
}
