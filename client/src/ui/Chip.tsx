import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './Chip.module.css';
import { Icon, type IconShape } from './Icon.tsx';

export type ChipTone =
  | 'plain'
  | 'outline'
  | 'language'
  | 'accent'
  | 'ok'
  | 'soon'
  | 'over'
  | 'note'
  | 'private'
  | 'community';

interface ChipProps {
  children: ReactNode;
  tone?: ChipTone;
  icon?: IconShape;
  isLarge?: boolean;
  title?: string;
}

/** A small label; its tone never says anything that its words do not. */
export function Chip({ children, tone = 'plain', icon, isLarge = false, title }: ChipProps) {
  return (
    <span
      className={cx(styles.chip, tone !== 'plain' && styles[tone], isLarge && styles.large)}
      title={title}
    >
      {icon && <Icon of={icon} size={12} />}
      <span>{children}</span>
    </span>
  );
}
