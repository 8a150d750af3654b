import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { IconInfoCircle, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
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

/** With whom it is; leads to why. */
export function OwnerButton({
  conversation: { assignee },
  onExplain,
}: {
  conversation: OpenConversation;
  onExplain: () => void;
}) {
  const { t } = useTranslation();
  const me = useMe();
  const why = useWhyWords()(assignee);
  const words =
    assignee === null
      ? t('conversation.with.nobody')
      : assignee.id === me.id
        ? t('conversation.with.you')
        : t('conversation.with.somebody', { name: firstName(assignee.name) });
  return (
    <button type="button" className={styles.owner} onClick={onExplain} title={why}>
      {assignee ? (
        <Face name={assignee.name} src={assignee.avatarUrl} size={18} isDecorative />
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

/** Why placement does not go on with it, and who knows the customer where that is somebody else than who has it. */
export function HeadMarks({ conversation }: { conversation: OpenConversation }) {
  const me = useMe();
  const knowsWords = useKnowsWords();
  const stuckWords = useStuckWords(conversation);
  const { knows, assignee, stuck } = conversation;
  return (
    <>
      {stuckWords && (
        <Chip tone={isBlocked(stuck) ? 'soon' : 'plain'} icon={IconUserQuestion}>
          {stuckWords}
        </Chip>
      )}
      {knows && knows.id !== assignee?.id && (
        <KnowsChip person={knows} words={knowsWords(knows)} isOwn={knows.id === me.id} />
      )}
    </>
  );
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
