import type { PersonRef } from '@visavis/shared/api/conversations';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { usePresenceWords } from '../../../lib/others-there.ts';
import { useOthersThere } from '../../../realtime/presence.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face, FaceStack } from '../../../ui/Face.tsx';
import styles from './CollisionBar.module.css';

interface CollisionBarProps {
  conversation: OpenConversation;
  /** The agent has begun to write here. */
  isWriting: boolean;
  onTake: () => void;
  /** Asks a colleague in a note. */
  onAsk: (person: PersonRef) => void;
  /** Leaves it to a colleague: hands it to them where the agent had it, else goes on to the next. */
  onLeave: (person: PersonRef) => void;
}

/**
 * Before two people answer the same customer: whoever writes in what somebody else has, or writes in, sees who, and
 * what to do about it. Whoever writes in what nobody has holds it softly by writing, and may take it for good.
 */
export function CollisionBar({ conversation, isWriting, onTake, onAsk, onLeave }: CollisionBarProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { assignee } = conversation;
  const isMine = assignee?.id === me.id;
  const collision = useCollision(conversation, isWriting);
  return (
    <div className={collision === null ? 'vh' : styles.bar} data-collision={collision?.kind}>
      {collision !== null && collision.people.length > 0 && <Faces people={collision.people} />}
      <span role="status" className={styles.words}>
        {collision?.words}
      </span>
      {collision?.kind === 'writing' && <Typing />}
      {collision !== null && (
        <span className={styles.actions}>
          {!isMine && (
            <Button tone="quiet" size="small" onClick={onTake}>
              {t('conversation.collision.take')}
            </Button>
          )}
          {collision.other && <Answers other={collision.other} isMine={isMine} {...{ onAsk, onLeave }} />}
        </span>
      )}
    </div>
  );
}

interface Collision {
  kind: 'writing' | 'taken' | 'soft';
  people: PersonRef[];
  /** Whom to ask, or to leave it to. */
  other: PersonRef | null;
  words: string;
}

function useCollision({ id, assignee }: OpenConversation, isWriting: boolean): Collision | null {
  const { t } = useTranslation();
  const me = useMe();
  const presenceWords = usePresenceWords();
  const { writers, isFirstWriter } = useOthersThere(id, me.id);
  const people = writers.map(({ agent }) => agent);
  const [other] = people;
  if (other) {
    const words = presenceWords('writing', people) ?? '';
    // Two who write at once both see who began.
    const isAfterMe = isFirstWriter && isWriting;
    return {
      kind: 'writing',
      people,
      other,
      words: isAfterMe ? t('conversation.collision.after', { words }) : words,
    };
  }
  if (!isWriting || assignee?.id === me.id) return null;
  if (assignee !== null) {
    const words = t('conversation.collision.has', { name: firstName(assignee.name) });
    return { kind: 'taken', people: [assignee], other: assignee, words };
  }
  return { kind: 'soft', people: [], other: null, words: t('conversation.collision.soft') };
}

function Faces({ people }: { people: readonly PersonRef[] }) {
  return (
    <FaceStack>
      {people.slice(0, 3).map(({ id, name, avatarUrl }) => (
        <Face key={id} name={name} src={avatarUrl} size={24} isDecorative />
      ))}
    </FaceStack>
  );
}

interface AnswersProps extends Pick<CollisionBarProps, 'onAsk' | 'onLeave'> {
  other: PersonRef;
  isMine: boolean;
}

function Answers({ other, isMine, onAsk, onLeave }: AnswersProps) {
  const { t } = useTranslation();
  const name = firstName(other.name);
  return (
    <>
      <Button tone="quiet" size="small" onClick={() => onAsk(other)}>
        {t('conversation.collision.ask', { name })}
      </Button>
      <Button tone="quiet" size="small" onClick={() => onLeave(other)}>
        {isMine ? t('conversation.collision.give', { name }) : t('conversation.collision.leave')}
      </Button>
    </>
  );
}

function Typing() {
  return (
    <span className={styles.typing} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
