import type { CapacityHour } from '@visavis/shared/api/capacity';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { ChartCard } from '../../ui/chart/ChartCard.tsx';
import { ChartSlider } from '../../ui/chart/ChartSlider.tsx';
import { useWidth } from '../../ui/chart/use-width.ts';
import { AxisText, ValueAxis } from '../../ui/chart/ValueAxis.tsx';
import { Table } from '../../ui/Page.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './CapacityScreen.module.css';
import { isShort } from './gaps.ts';

const HEIGHT = 230;
const MARGIN = { top: 10, right: 4, bottom: 22, left: 26 };
const LEAST_HIGHEST = 4;

interface CapacityChartProps {
  hours: readonly CapacityHour[];
  days: readonly string[];
  day: string;
  onDay: (day: string) => void;
}

/** A day by the hour: bars for the people it takes, a line for those who are planned; or both as a table. */
export function CapacityChart({ hours, days, day, onDay }: CapacityChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = hours.filter((one) => one.day === day);
  const most = Math.max(LEAST_HIGHEST, ...hours.flatMap(({ needed, planned }) => [needed, planned]));
  return (
    <ChartCard
      title={t('capacity.chart.title')}
      controls={
        <div className={styles.days}>
          <SegmentedControl
            label={t('capacity.chart.day')}
            value={day}
            onChange={onDay}
            options={days.map((value) => ({
              value,
              label: format.day(value, 'weekday'),
              title: format.day(value, 'long'),
            }))}
          />
        </div>
      }
      chart={<Picture hours={shown} most={most} day={day} />}
      table={<AsTable hours={shown} day={day} />}
    />
  );
}

function Picture({ hours, most, day }: { hours: readonly CapacityHour[]; most: number; day: string }) {
  const { t } = useTranslation();
  const { ref, width } = useWidth();
  const [chosen, setChosen] = useState<number | null>(null);
  const busiest = hours.reduce((best, one, at) => (one.needed > (hours[best]?.needed ?? 0) ? at : best), 0);
  const place = Math.min(chosen ?? busiest, hours.length - 1);
  const words = useWords(hours[place], day);
  const x = scaleBand({
    domain: hours.map(({ hour }) => hour),
    range: [MARGIN.left, width - MARGIN.right],
    padding: 0.2,
  });
  const y = scaleLinear<number>({
    domain: [0, most],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: true,
  });
  return (
    <>
      <ChartSlider
        ref={ref}
        label={t('capacity.chart.title')}
        words={words}
        place={place}
        count={hours.length}
        placeAt={(share) => Math.floor((share * width - MARGIN.left) / x.step())}
        onPlace={setChosen}
      >
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
          <ValueAxis
            ticks={y.ticks(4).filter(Number.isInteger)}
            y={y}
            left={MARGIN.left}
            right={width - MARGIN.right}
          />
          {hours.map((one, at) => (
            <Bar
              key={one.hour}
              x={x(one.hour) ?? 0}
              y={y(one.needed)}
              width={x.bandwidth()}
              height={Math.max(0, HEIGHT - MARGIN.bottom - y(one.needed))}
              rx={2}
              fill={isShort(one) ? 'var(--soon-mark)' : 'var(--d2)'}
              opacity={at === place ? 1 : 0.75}
            />
          ))}
          <path className={styles.planned} d={stepsOf(hours, x, y)} />
          {hours
            .filter(({ hour }) => hour % 3 === 0)
            .map(({ hour }) => (
              <AxisText key={hour} x={(x(hour) ?? 0) + x.bandwidth() / 2} y={HEIGHT - 6}>
                {String(hour).padStart(2, '0')}
              </AxisText>
            ))}
        </svg>
      </ChartSlider>
      <p className={styles.words} aria-hidden="true">
        {words}
      </p>
      <Legend />
    </>
  );
}

function useWords(told: CapacityHour | undefined, day: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (told === undefined) return '';
  return t('capacity.chart.words', {
    day: format.day(day, 'long'),
    hour: told.hour,
    end: told.hour + 1,
    arrivals: format.count(told.arrivals),
    needed: told.needed,
    planned: format.count(told.planned),
  });
}

function Legend() {
  const { t } = useTranslation();
  return (
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
  const format = useFormat();
  const name = format.day(day, 'long');
  const head = (['hour', 'arrivals', 'needed', 'planned', 'difference'] as const).map((key) =>
    t(`capacity.chart.${key}`),
  );
  const difference = ({ needed, planned }: CapacityHour) =>
    format.count(planned - needed, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return (
    <ScrollRegion label={name} maxHeight={330}>
      <Table head={head} label={`${t('capacity.chart.title')}, ${name}`}>
        {hours.map((one) => (
          <tr key={one.hour}>
            <td className="num">{`${String(one.hour).padStart(2, '0')}:00`}</td>
            <td className="num">{format.count(one.arrivals)}</td>
            <td className="num">{one.needed}</td>
            <td className="num">{format.count(one.planned)}</td>
            <td className={isShort(one) ? styles.short : 'num'}>{difference(one)}</td>
          </tr>
        ))}
      </Table>
    </ScrollRegion>
  );
}
