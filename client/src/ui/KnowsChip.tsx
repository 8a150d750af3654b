import { cx } from '../lib/class-names.ts';
import { Face } from './Face.tsx';
import styles from './KnowsChip.module.css';

interface KnowsChipProps {
  /** Whoever has helped this customer before. */
  person: { name: string; avatarUrl: string };
  /** "knows Jana", or "knows you": see `useKnowsWords`. */
  words: string;
  /** It is the agent who looks at it. */
  isOwn?: boolean;
}

/** The same face as last time: who of us this customer has met before. */
export function KnowsChip({ person, words, isOwn = false }: KnowsChipProps) {
  return (
    <span className={cx(styles.chip, isOwn && styles.own)}>
      <Face name={person.name} src={person.avatarUrl} size={14} isDecorative />
      <span>{words}</span>
    </span>
  );
}
