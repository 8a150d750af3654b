import type { ReportAnswer, ReportPoint } from '@visavis/shared/api/figures';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { BarChart } from '../../ui/chart/BarChart.tsx';
import { ChartCard } from '../../ui/chart/ChartCard.tsx';
import { Table } from '../../ui/Page.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { useReportWords } from './use-report-words.ts';

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
  const { dayOf, wordsOf } = usePointWords(pointsBy);
  return (
    <BarChart
      label={t('reports.chart.title')}
      bars={points.map(({ day, conversations }) => ({ key: day, value: conversations, fill: 'var(--d1)' }))}
      height={190}
      usual={points.length - 1}
      words={(place) => wordsOf(points[place])}
      nameOf={(place, step) =>
        place % Math.ceil(LABEL_WIDTH / step) === 0 ? dayOf(points[place]?.day ?? '') : null
      }
    />
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
