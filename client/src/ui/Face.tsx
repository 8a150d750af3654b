import { initialsOf as initials } from '@visavis/shared/contacts/identity';
import { useState, type ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './Face.module.css';

export type PresenceDot = 'on' | 'busy' | 'off';

interface FaceProps {
  name: string;
  /** Whose initials stand in, when `name` says more than the name. */
  initialsOf?: string;
  /** From our own origin; without one, or when it does not load, the initials stand in. */
  src?: string | null;
  size?: number;
  presence?: PresenceDot;
  /** Off duty: grey. */
  isAway?: boolean;
  /** The name stands beside it, so the picture is not read out. */
  isDecorative?: boolean;
  className?: string;
}

/** One of us: always round. */
export function Face({
  name,
  initialsOf = name,
  src,
  size = 24,
  presence,
  isAway = false,
  isDecorative = false,
  className,
}: FaceProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const label = isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };
  return (
    <span
      className={cx(styles.face, isAway && styles.away, className)}
      style={{ width: size, height: size }}
      {...label}
    >
      {src && failed !== src ? (
        <img
          className={styles.picture}
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setFailed(src)}
        />
      ) : (
        <span className={styles.picture} style={{ fontSize: Math.max(9, Math.round(size * 0.36)) }}>
          {initials(initialsOf)}
        </span>
      )}
      {presence && <i className={cx(styles.dot, presence !== 'on' && styles[presence])} />}
    </span>
  );
}

/** Where nobody is yet: a dashed circle, never an empty space. */
export function NobodyFace({
  label,
  size = 24,
  className,
}: {
  label: string;
  size?: number;
  className?: string;
}) {
  return (
    <span
      className={cx(styles.nobody, className)}
      style={{ width: size, height: size }}
      role="img"
      aria-label={label}
      title={label}
    />
  );
}

/** Several faces, overlapping. */
export function FaceStack({ children }: { children: ReactNode }) {
  return <span className={styles.stack}>{children}</span>;
}
