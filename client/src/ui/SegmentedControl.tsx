import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import { Icon, type IconShape } from './Icon.tsx';
import styles from './SegmentedControl.module.css';

interface SegmentedControlProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: ReactNode; icon?: IconShape; isDisabled?: boolean; title?: string }[];
  /** As wide as its place, for phones. */
  isWide?: boolean;
}

/** One of a few that stand side by side. */
export function SegmentedControl<T extends string>({
  label,
  value,
  onChange,
  options,
  isWide,
}: SegmentedControlProps<T>) {
  return (
    <div className={cx(styles.segments, isWide && styles.wide)} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={styles.segment}
          aria-pressed={option.value === value}
          disabled={option.isDisabled}
          title={option.title}
          onClick={() => onChange(option.value)}
        >
          {option.icon && <Icon of={option.icon} size={14} />}
          {option.label}
        </button>
      ))}
    </div>
  );
}
