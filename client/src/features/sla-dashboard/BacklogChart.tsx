import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { AreaStack } from '@visx/shape';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Table } from '../../ui/Page.tsx';
import type { Behind, OpenBehind } from './behind.ts';
import { ChartCard } from './ChartCard.tsx';
import { FigureButton } from './FigureButton.tsx';
import styles from './LiveScreen.module.css';

export interface Series {
  id: string;
  name: string;
  /** Which of the data colours. */
  colour: string;
  counts: number[];
  /** What its present number opens; null where it is of several together. */
  behind: Behind | null;
}

interface BacklogChartProps {
  title: string;
  at: string[];
  series: Series[];
  onOpen: OpenBehind;
}

const WIDTH = 320;
const HEIGHT = 200;
const MARGIN = { top: 8, right: 8, bottom: 22, left: 30 };
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** What was open through the day, in layers; arrows move through it, and a line below says what is there. */
export function BacklogChart(props: BacklogChartProps) {
  return <ChartCard title={props.title} chart={<Picture {...props} />} table={<AsTable {...props} />} />;
}

function Picture({ title, at, series, onOpen }: BacklogChartProps) {
  const format = useFormat();
  const last = at.length - 1;
  const [chosen, setChosen] = useState<number | null>(null);
  const index = Math.min(chosen ?? last, last);
  const instants = at.map((each) => Date.parse(each));
  const highest = Math.max(
    4,
    ...at.map((_, i) => series.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0)),
  );
  const x = scaleLinear({
    domain: [instants[0] ?? 0, instants[last] ?? 1],
    range: [MARGIN.left, WIDTH - MARGIN.right],
  });
  const y = scaleLinear({ domain: [0, highest], range: [HEIGHT - MARGIN.bottom, MARGIN.top], nice: true });
  const words = `${format.clockTime(at[index] ?? '')}: ${series.map(({ name, counts }) => `${name} ${counts[index] ?? 0}`).join(', ')}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? last : index + (STEPS[event.key] ?? 0);
    if (to === index && !['Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    setChosen(Math.min(last, Math.max(0, to)));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const instant = x.invert(((event.clientX - box.left) / box.width) * WIDTH);
    setChosen(nearest(instants, Number(instant)));
  };
  const columns = at.map((_, i) => i);
  return (
    <>
      <div
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={index}
        aria-valuetext={words}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setChosen(null)}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <Group>
            {y.ticks(3).map((tick) => (
              <g key={tick}>
                <line
                  className={styles.grid2}
                  x1={MARGIN.left}
                  x2={WIDTH - MARGIN.right}
                  y1={y(tick)}
                  y2={y(tick)}
                />
                <text className={styles.axis} x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
            <AreaStack
              keys={series.map(({ id }) => id)}
              data={columns}
              value={(column, key) => series.find(({ id }) => id === key)?.counts[column] ?? 0}
              x={({ data }) => x(instants[data] ?? 0)}
              y0={([low]) => y(low)}
              y1={([, high]) => y(high)}
            >
              {({ stacks, path }) =>
                stacks.map((stack) => (
                  <path
                    key={stack.key}
                    d={path(stack) ?? ''}
                    fill={`var(--${series.find(({ id }) => id === stack.key)?.colour ?? 'd5'})`}
                    stroke="var(--surface)"
                    strokeWidth="1.2"
                  />
                ))
              }
            </AreaStack>
            {hourTicks(instants).map((instant) => (
              <text key={instant} className={styles.axis} x={x(instant)} y={HEIGHT - 6} textAnchor="middle">
                {format.clockTime(instant).slice(0, 2)}
              </text>
            ))}
            {chosen !== null && (
              <line
                stroke="var(--ink)"
                x1={x(instants[index] ?? 0)}
                x2={x(instants[index] ?? 0)}
                y1={MARGIN.top}
                y2={HEIGHT - MARGIN.bottom}
              />
            )}
          </Group>
        </svg>
      </div>
      <ul className={styles.legend}>
        {series.map(({ id, name, colour, counts, behind }) => (
          <li key={id}>
            <i style={{ background: `var(--${colour})` }} aria-hidden="true" />
            <span className="ell">{name}</span>
            {behind && index === last ? (
              <FigureButton behind={behind} onOpen={onOpen}>
                {counts[index] ?? 0}
              </FigureButton>
            ) : (
              <b>{counts[index] ?? 0}</b>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function AsTable({ title, at, series }: BacklogChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    // Whoever has no mouse scrolls it with the arrows, for which it has to hold the focus (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.tall} role="region" tabIndex={0} aria-label={title}>
      <Table head={[t('slaDashboard.chart.time'), ...series.map(({ name }) => name)]} label={title}>
        {at.map((each, i) => (
          <tr key={`${each}-${i}`}>
            <td className="num">{format.clockTime(each)}</td>
            {series.map(({ id, counts }) => (
              <td key={id} className="num">
                {counts[i] ?? 0}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </div>
  );
}

function nearest(instants: readonly number[], wanted: number): number {
  return instants.reduce(
    (best, instant, i) => (Math.abs(instant - wanted) < Math.abs((instants[best] ?? 0) - wanted) ? i : best),
    0,
  );
}

/** About five full hours. */
function hourTicks(instants: readonly number[]): number[] {
  const full = instants.filter((instant) => instant % 3_600_000 === 0);
  const every = Math.max(1, Math.ceil(full.length / 5));
  return full.filter((_, i) => i % every === 0);
}
