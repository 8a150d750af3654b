import type { CapacityHour } from '@visavis/shared/api/capacity';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { BarChart, type BarPlaces } from '../../ui/chart/BarChart.tsx';
import { ChartCard } from '../../ui/chart/ChartCard.tsx';
import { Table } from '../../ui/Page.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './CapacityScreen.module.css';
import { isShort } from './gaps.ts';

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
  const most = Math.max(...hours.flatMap(({ needed, planned }) => [needed, planned]));
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
  const words = useWords(day);
  const busiest = hours.reduce((best, one, at) => (one.needed > (hours[best]?.needed ?? 0) ? at : best), 0);
  return (
    <>
      <BarChart
        label={t('capacity.chart.title')}
        bars={hours.map((one) => ({
          key: one.hour,
          value: one.needed,
          fill: isShort(one) ? 'var(--soon-mark)' : 'var(--d2)',
        }))}
        height={230}
        most={most}
        usual={busiest}
        words={(place) => words(hours[place])}
        nameOf={(place) => (place % 3 === 0 ? String(hours[place]?.hour ?? '').padStart(2, '0') : null)}
        over={(places) => <path className={styles.planned} d={stepsOf(hours, places)} />}
      />
      <Legend />
    </>
  );
}

function useWords(day: string): (hour: CapacityHour | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (told) =>
    told === undefined
      ? ''
      : t('capacity.chart.words', {
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

/** A line that keeps its height through each hour. */
function stepsOf(hours: readonly CapacityHour[], { x, step, y }: BarPlaces): string {
  return hours
    .map(({ planned }, at) => {
      const to = `${y(planned)} H${x(at) + step}`;
      return at === 0 ? `M${x(at)} ${to}` : `V${to}`;
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
