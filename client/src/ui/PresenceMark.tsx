import { IconEye, IconPencil } from '@tabler/icons-react';
import { cx } from '../lib/class-names.ts';
import { Face, FaceStack } from './Face.tsx';
import { Icon } from './Icon.tsx';
import styles from './PresenceMark.module.css';

interface PresenceMarkProps {
  state: 'reading' | 'writing';
  /** Whose faces stand before the sign; none where a face stands beside it already. */
  people: readonly { id: string; name: string; avatarUrl: string }[];
  /** The sign in a word, where there is room for one. */
  word?: string;
  /** All of it, with names, for those who point at it or hear it. Without one it is read out elsewhere. */
  label?: string;
  size?: number;
  mostFaces?: number;
}

/** Somebody is there: an eye for those who read, a pencil for those who write. */
export function PresenceMark({ state, people, word, label, size = 18, mostFaces = 3 }: PresenceMarkProps) {
  const isWriting = state === 'writing';
  return (
    <span
      className={cx(styles.mark, isWriting && styles.writing)}
      data-presence={state}
      title={label}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {people.length > 0 && (
        <FaceStack>
          {people.slice(0, mostFaces).map(({ id, name, avatarUrl }) => (
            <Face key={id} name={name} src={avatarUrl} size={size} isDecorative />
          ))}
        </FaceStack>
      )}
      <Icon of={isWriting ? IconPencil : IconEye} size={word === undefined ? 14 : 12} />
      {word !== undefined && <span>{word}</span>}
    </span>
  );
}
