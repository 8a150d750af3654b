import styles from './chart.module.css';

interface ValueAxisProps {
  ticks: readonly number[];
  y: (value: number) => number;
  left: number;
  right: number;
}

/** Lines across a picture, each with its value at the left. */
export function ValueAxis({ ticks, y, left, right }: ValueAxisProps) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line className={styles.grid} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
      <AxisText x={left - 6} y={y(tick) + 4} anchor="end">
        {tick}
      </AxisText>
    </g>
  ));
}

interface AxisTextProps {
  x: number;
  y: number;
  anchor?: 'start' | 'middle' | 'end';
  children: string | number;
}

/** A value or a time at the edge of a picture. */
export function AxisText({ x, y, anchor = 'middle', children }: AxisTextProps) {
  return (
    <text className={styles.axis} x={x} y={y} textAnchor={anchor}>
      {children}
    </text>
  );
}
