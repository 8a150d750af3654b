import { initialsOf as initials } from '@visavis/shared/contacts/identity';
import { useState, type ReactNode } from 'react';
import styles from './CustomerAvatar.module.css';

interface CustomerAvatarProps {
  name: string;
  /** From our own origin; without one the initials stand in. */
  src?: string | null;
  size?: number;
  /** A glyph of where the person writes. */
  badge?: ReactNode;
}

/** Somebody outside the team: always a soft square. Decorative, the name stands beside it. */
export function CustomerAvatar({ name, src, size = 36, badge }: CustomerAvatarProps) {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className={styles.avatar} style={{ width: size, height: size }}>
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
        <span
          className={styles.picture}
          style={{ fontSize: Math.max(11, Math.round(size * 0.36)) }}
          data-initials={initials(name)}
          aria-hidden="true"
        />
      )}
      {badge && <span className={styles.badge}>{badge}</span>}
    </span>
  );
}
