import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { presenceQuery } from '../../../lib/conversation.queries.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face, FaceStack } from '../../../ui/Face.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './PresenceBar.module.css';

interface PresenceBarProps {
  conversation: OpenConversation;
  /** Takes the conversation; absent when it is the agent's own. */
  onTake?: () => void;
}

/** Who else has this conversation in front of them, before two people answer it. */
export function PresenceBar({ conversation, onTake }: PresenceBarProps) {
  const { t } = useTranslation();
  const me = useMe();
  const people = useQuery(presenceQuery(conversation.id)).data ?? [];
  const others = people.filter(({ agent }) => agent.id !== me.id);
  const writers = others.filter(({ state }) => state === 'writing');
  const shown = writers.length > 0 ? writers : others;
  if (shown.length === 0) return <div role="status" className="vh" />;
  const names = new Intl.ListFormat(undefined, { type: 'conjunction' });
  const isWriting = writers.length > 0;
  return (
    <div className={styles.bar} role="status">
      <FaceStack>
        {shown.slice(0, 3).map(({ agent }) => (
          <Face key={agent.id} name={agent.name} src={agent.avatarUrl} size={24} presence="on" isDecorative />
        ))}
      </FaceStack>
      <span className="ell">
        <b className="b6">{names.format(shown.map(({ agent }) => firstName(agent.name)))}</b>{' '}
        {t(isWriting ? 'conversation.presence.writing' : 'conversation.presence.reading', {
          count: shown.length,
        })}
      </span>
      {isWriting ? (
        <span className={styles.typing} aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      ) : (
        <Icon of={IconEye} size={14} />
      )}
      <span className="grow" />
      {onTake && (
        <Button tone="quiet" size="small" onClick={onTake}>
          {t('conversation.presence.take')}
        </Button>
      )}
    </div>
  );
}
