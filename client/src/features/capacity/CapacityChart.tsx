import type { CapacityHour } from '@visavis/shared/api/capacity';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Table } from '../../ui/Page.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './CapacityScreen.module.css';
import { isShort } from './gaps.ts';
import { useDayNames } from './use-day-names.ts';
import { useWidth } from './use-width.ts';

const HEIGHT = 230;
const MARGIN = { top: 10, right: 4, bottom: 22, left: 26 };
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

interface CapacityChartProps {
  hours: readonly CapacityHour[];
  days: readonly string[];
  day: string;
  onDay: (day: string) => void;
}

/** A day by the hour: bars for the people it takes, a line for those who are planned; or both as a table. */
export function CapacityChart({ hours, days, day, onDay }: CapacityChartProps) {
  const { t } = useTranslation();
  const names = useDayNames();
  const [isTable, setTable] = useState(false);
  const shown = hours.filter((one) => one.day === day);
  const most = Math.max(4, ...hours.flatMap(({ needed, planned }) => [needed, planned]));
  return (
    <Card
      title={t('capacity.chart.title')}
      right={
        <Button size="small" tone="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t('capacity.chart.asTable')}
        </Button>
      }
    >
      <div className={styles.days}>
        <SegmentedControl
          label={t('capacity.chart.day')}
          value={day}
          onChange={onDay}
          options={days.map((value) => ({
            value,
            label: names.weekday(value),
            title: names.long(value),
          }))}
        />
      </div>
      {isTable ? <AsTable hours={shown} day={day} /> : <Picture hours={shown} most={most} day={day} />}
    </Card>
  );
}

function Picture({ hours, most, day }: { hours: readonly CapacityHour[]; most: number; day: string }) {
  const { t } = useTranslation();
  const names = useDayNames();
  const { ref, width } = useWidth();
  const number = useNumber();
  const [chosen, setChosen] = useState<number | null>(null);
  const busiest = hours.reduce((best, one, at) => (one.needed > (hours[best]?.needed ?? 0) ? at : best), 0);
  const index = Math.min(chosen ?? busiest, hours.length - 1);
  const told = hours[index];
  const x = scaleBand({
    domain: hours.map(({ hour }) => hour),
    range: [MARGIN.left, width - MARGIN.right],
    padding: 0.2,
  });
  const y = scaleLinear({ domain: [0, most], range: [HEIGHT - MARGIN.bottom, MARGIN.top], nice: true });
  const words = told
    ? t('capacity.chart.words', {
        day: names.long(day),
        hour: told.hour,
        end: told.hour + 1,
        arrivals: number(told.arrivals),
        needed: told.needed,
        planned: number(told.planned),
      })
    : '';
  const onKeyDown = (event: KeyboardEvent) => {
    const last = hours.length - 1;
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? last : index + (STEPS[event.key] ?? 0);
    if (to === index) return;
    event.preventDefault();
    setChosen(Math.min(last, Math.max(0, to)));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const inside = event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left;
    setChosen(Math.min(hours.length - 1, Math.max(0, Math.floor(inside / x.step()))));
  };
  return (
    <>
      <div
        ref={ref}
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={t('capacity.chart.title')}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, hours.length - 1)}
        aria-valuenow={index}
        aria-valuetext={words}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setChosen(null)}
      >
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
          <Group>
            {y
              .ticks(4)
              .filter(Number.isInteger)
              .map((tick) => (
                <g key={tick}>
                  <line
                    className={styles.grid}
                    x1={MARGIN.left}
                    x2={width - MARGIN.right}
                    y1={y(tick)}
                    y2={y(tick)}
                  />
                  <text className={styles.axis} x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end">
                    {tick}
                  </text>
                </g>
              ))}
            {hours.map((one, at) => (
              <Bar
                key={one.hour}
                x={x(one.hour) ?? 0}
                y={y(one.needed)}
                width={x.bandwidth()}
                height={Math.max(0, HEIGHT - MARGIN.bottom - y(one.needed))}
                rx={2}
                fill={isShort(one) ? 'var(--soon-mark)' : 'var(--d2)'}
                opacity={at === index ? 1 : 0.75}
              />
            ))}
            <path className={styles.planned} d={stepsOf(hours, x, y)} />
            {hours
              .filter(({ hour }) => hour % 3 === 0)
              .map(({ hour }) => (
                <text
                  key={hour}
                  className={styles.axis}
                  x={(x(hour) ?? 0) + x.bandwidth() / 2}
                  y={HEIGHT - 6}
                  textAnchor="middle"
                >
                  {String(hour).padStart(2, '0')}
                </text>
              ))}
          </Group>
        </svg>
      </div>
      <p className={styles.words} aria-hidden="true">
        {words}
      </p>
      <ul className={styles.legend} aria-hidden="true">
        <li>
          <i style={{ background: 'var(--d2)' }} />
          {t('capacity.chart.needed')}
        </li>
        <li>
          <i style={{ background: 'var(--soon-mark)' }} />
          {t('capacity.chart.short')}
        </li>
        <li>
          <i data-line />
          {t('capacity.chart.planned')}
        </li>
      </ul>
    </>
  );
}

type BandScale = ReturnType<typeof scaleBand<number>>;
type LinearScale = ReturnType<typeof scaleLinear<number>>;

/** A line that keeps its height through each hour. */
function stepsOf(hours: readonly CapacityHour[], x: BandScale, y: LinearScale): string {
  const gap = (x.step() - x.bandwidth()) / 2;
  return hours
    .map(({ hour, planned }, at) => {
      const from = (x(hour) ?? 0) - gap;
      const to = `${y(planned)} H${from + x.step()}`;
      return at === 0 ? `M${from} ${to}` : `V${to}`;
    })
    .join(' ');
}

function AsTable({ hours, day }: { hours: readonly CapacityHour[]; day: string }) {
  const { t } = useTranslation();
  const names = useDayNames();
  const number = useNumber();
  const head = (['hour', 'arrivals', 'needed', 'planned', 'difference'] as const).map((key) =>
    t(`capacity.chart.${key}`),
  );
  return (
    // Whoever has no mouse scrolls it with the arrows, for which it has to hold the focus (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.tall} role="region" tabIndex={0} aria-label={names.long(day)}>
      <Table head={head} label={`${t('capacity.chart.title')}, ${names.long(day)}`}>
        {hours.map((one) => (
          <tr key={one.hour}>
            <td className="num">{`${String(one.hour).padStart(2, '0')}:00`}</td>
            <td className="num">{number(one.arrivals)}</td>
            <td className="num">{one.needed}</td>
            <td className="num">{number(one.planned)}</td>
            <td className={isShort(one) ? styles.short : 'num'}>
              {number(Math.round((one.planned - one.needed) * 10) / 10, 'exceptZero')}
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

function useNumber() {
  const { locale } = useFormat();
  return (value: number, signDisplay: 'auto' | 'exceptZero' = 'auto') =>
    new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', { signDisplay }).format(value);
}
