import { cx } from '../lib/class-names.ts';
import styles from './Spinner.module.css';

/** Something is under way; decorative, the words stand beside it. */
export function Spinner({ className }: { className?: string }) {
  return <span className={cx(styles.spinner, className)} aria-hidden="true" />;
}

/** A ring filled by `share` (0 to 1); decorative, the figure stands beside it. */
export function ProgressRing({
  share,
  size = 18,
  isOver = false,
}: {
  share: number;
  size?: number;
  isOver?: boolean;
}) {
  const filled = Math.max(0, Math.min(1, share)) * 44;
  return (
    <svg
      className={cx(styles.ring, isOver && styles.over)}
      viewBox="0 0 18 18"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <circle className={styles.track} cx="9" cy="9" r="7" />
      <circle
        className={styles.value}
        cx="9"
        cy="9"
        r="7"
        strokeDasharray={`${filled} 44`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}
