import styles from './LoadBar.module.css';

interface LoadBarProps {
  load: number;
  capacity: number;
  /** "4 of 8 open": a bar never says anything that its words do not. */
  words: string;
}

/** How much somebody has open of what they take, as it was at one moment: never over time. */
export function LoadBar({ load, capacity, words }: LoadBarProps) {
  const share = capacity > 0 ? Math.min(1, load / capacity) : 1;
  return (
    <span className={styles.load}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} data-full={share >= 1} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.words}>{words}</span>
    </span>
  );
}
