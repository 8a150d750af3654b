import styles from './LiveScreen.module.css';

interface SparklineProps {
  values: readonly number[];
  /** A dashed line across, in the same unit. */
  goal?: number;
  tone?: 'over';
}

const WIDTH = 130;
const HEIGHT = 40;
const PAD = 4;

/** How a figure went until now; only beside its number, so nobody has to see it. */
export function Sparkline({ values, goal, tone }: SparklineProps) {
  if (values.length < 2) return null;
  const all = goal === undefined ? values : [...values, goal];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const x = (index: number) => PAD + (index / (values.length - 1)) * (WIDTH - 2 * PAD);
  const y = (value: number) => HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD);
  const line = values
    .map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
  return (
    <svg className={styles.spark} data-tone={tone} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {goal !== undefined && (
        <line x1={PAD} x2={WIDTH - PAD} y1={y(goal)} y2={y(goal)} strokeDasharray="3 3" />
      )}
      <path d={line} />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1) ?? 0)} r={3} />
    </svg>
  );
}
