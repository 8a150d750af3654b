import type { ReportAnswer, ReportPoint } from '@visavis/shared/api/figures';
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
import styles from './ReportsScreen.module.css';
import { useReportWords } from './use-report-words.ts';

const HEIGHT = 190;
const MARGIN = { top: 8, right: 4, bottom: 22, left: 34 };
const LEAST_HIGHEST = 4;
/** Room that a day takes below its bar. */
const LABEL_WIDTH = 84;

interface PointsProps {
  points: readonly ReportPoint[];
  pointsBy: ReportAnswer['pointsBy'];
}

/** How much came in, by day or month, and how much of it was answered on time; or the same as a table. */
export function ReportChart({ report: { points, pointsBy } }: { report: ReportAnswer }) {
  const { t } = useTranslation();
  if (points.length === 0) return null;
  return (
    <ChartCard
      title={t('reports.chart.title')}
      chart={<Picture points={points} pointsBy={pointsBy} />}
      table={<AsTable points={points} pointsBy={pointsBy} />}
    />
  );
}

function Picture({ points, pointsBy }: PointsProps) {
  const { t } = useTranslation();
  const { ref, width } = useWidth();
  const { dayOf, wordsOf } = usePointWords(pointsBy);
  const last = points.length - 1;
  const [chosen, setChosen] = useState<number | null>(null);
  const place = Math.min(chosen ?? last, last);
  const words = wordsOf(points[place]);
  const x = scaleBand({
    domain: points.map(({ day }) => day),
    range: [MARGIN.left, width - MARGIN.right],
    padding: 0.2,
  });
  const y = scaleLinear<number>({
    domain: [0, Math.max(LEAST_HIGHEST, ...points.map(({ conversations }) => conversations))],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: true,
  });
  const every = Math.max(1, Math.ceil((points.length * LABEL_WIDTH) / width));
  return (
    <>
      <ChartSlider
        ref={ref}
        label={t('reports.chart.title')}
        words={words}
        place={place}
        count={points.length}
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
          {points.map(({ day, conversations }, at) => (
            <Bar
              key={day}
              x={x(day) ?? 0}
              y={y(conversations)}
              width={x.bandwidth()}
              height={HEIGHT - MARGIN.bottom - y(conversations)}
              rx={2}
              fill={at === place ? 'var(--d1)' : 'var(--d2)'}
            />
          ))}
          {points
            .filter((_, at) => at % every === 0)
            .map(({ day }) => (
              <AxisText key={day} x={(x(day) ?? 0) + x.bandwidth() / 2} y={HEIGHT - 6}>
                {dayOf(day)}
              </AxisText>
            ))}
        </svg>
      </ChartSlider>
      <p className={styles.words} aria-hidden="true">
        {words}
      </p>
    </>
  );
}

/** Days or months, and what there was, in words. */
function usePointWords(pointsBy: ReportAnswer['pointsBy']) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const dayOf = (day: string) => format.day(day, pointsBy === 'month' ? 'monthOfYear' : 'short');
  const levelOf = (level: number | null) => (level === null ? t('reports.nothing') : format.percent(level));
  const wordsOf = (point: ReportPoint | undefined) =>
    point === undefined
      ? ''
      : t('reports.chart.words', {
          day: pointsBy === 'month' ? dayOf(point.day) : format.day(point.day, 'long'),
          volume: `${words.name('conversations')} ${format.count(point.conversations)}`,
          level: `${words.name('serviceLevel')} ${levelOf(point.serviceLevel)}`,
        });
  return { dayOf, levelOf, wordsOf };
}

function AsTable({ points, pointsBy }: PointsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const { dayOf, levelOf } = usePointWords(pointsBy);
  const title = t('reports.chart.title');
  return (
    <ScrollRegion label={title} maxHeight={330}>
      <Table
        head={[t(`reports.chart.${pointsBy}`), words.name('conversations'), words.name('serviceLevel')]}
        label={title}
      >
        {points.map(({ day, conversations, serviceLevel }) => (
          <tr key={day}>
            <td>{dayOf(day)}</td>
            <td className="num">{format.count(conversations)}</td>
            <td className="num">{levelOf(serviceLevel)}</td>
          </tr>
        ))}
      </Table>
    </ScrollRegion>
  );
}
