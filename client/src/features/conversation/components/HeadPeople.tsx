import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { IconInfoCircle, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { useKnowsWords } from '../../../lib/knows.ts';
import { usePresenceWords } from '../../../lib/others-there.ts';
import { isBlocked, useStuckWords } from '../../../lib/stuck.ts';
import { useOthersThere } from '../../../realtime/presence.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Face, NobodyFace } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { KnowsChip } from '../../../ui/KnowsChip.tsx';
import { PresenceMark } from '../../../ui/PresenceMark.tsx';
import { useWhyWords } from '../routing-words.ts';
import styles from './ThreadHeader.module.css';

interface OwnerButtonProps {
  conversation: OpenConversation;
  onExplain: () => void;
}

/** With whom it is, or why with nobody; leads to the whole of it. */
export function OwnerButton({ conversation, onExplain }: OwnerButtonProps) {
  const { assignee, stuck } = conversation;
  const why = useWhyWords()(assignee);
  const words = useOwnerWords(conversation);
  const isUrgent = assignee === null && isBlocked(stuck);
  return (
    <button
      type="button"
      className={cx(styles.owner, isUrgent && styles.stuck)}
      onClick={onExplain}
      title={why}
    >
      {assignee ? (
        <Face name={assignee.name} src={assignee.avatarUrl} size={18} isDecorative />
      ) : isUrgent ? (
        <Icon of={IconUserQuestion} size={14} />
      ) : (
        <span aria-hidden="true">
          <NobodyFace label="" size={16} />
        </span>
      )}
      <span className="ell">{words}</span>
      <span className="vh">. {why}</span>
      <Icon of={IconInfoCircle} size={12} />
    </button>
  );
}

function useOwnerWords(conversation: OpenConversation): string {
  const { t } = useTranslation();
  const me = useMe();
  const { assignee } = conversation;
  const stuckWords = useStuckWords(conversation);
  if (assignee === null) return stuckWords ?? t('conversation.with.nobody');
  if (assignee.id === me.id) return t('conversation.with.you');
  return t('conversation.with.somebody', { name: firstName(assignee.name) });
}

/** Why placement does not go on with it, where no `OwnerButton` says so. */
export function HeadStuck({ conversation }: { conversation: OpenConversation }) {
  const words = useStuckWords(conversation);
  if (words === null) return null;
  return (
    <span className={styles.mark}>
      <Chip tone={isBlocked(conversation.stuck) ? 'soon' : 'plain'} icon={IconUserQuestion}>
        {words}
      </Chip>
    </span>
  );
}

/** Who knows the customer, where that is somebody else than who has it. */
export function HeadKnows({ conversation: { knows, assignee } }: { conversation: OpenConversation }) {
  const me = useMe();
  const words = useKnowsWords();
  if (knows === null || knows.id === assignee?.id) return null;
  return <KnowsChip person={knows} words={words(knows)} isOwn={knows.id === me.id} />;
}

interface HeadPresenceProps {
  conversationId: string;
  /** One face and one sign: whoever writes, else whoever reads. */
  isShort?: boolean;
}

/** Who else has it in front of them now: an eye or a pencil beside their faces, the words for whoever cannot see them. */
export function HeadPresence({ conversationId, isShort = false }: HeadPresenceProps) {
  const presenceWords = usePresenceWords();
  const { readers, writers } = useOthersThere(conversationId, useMe().id);
  const there = [
    { state: 'writing' as const, people: writers.map(({ agent }) => agent) },
    { state: 'reading' as const, people: readers.map(({ agent }) => agent) },
  ].filter(({ people }) => people.length > 0);
  return (isShort ? there.slice(0, 1) : there).map(({ state, people }) => (
    <PresenceMark
      key={state}
      state={state}
      people={people}
      label={presenceWords(state, people) ?? ''}
      size={isShort ? 18 : 20}
      mostFaces={isShort ? 1 : 3}
    />
  ));
}
