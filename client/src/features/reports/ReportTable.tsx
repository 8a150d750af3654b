import type { ReportAnswer, ReportRow } from '@visavis/shared/api/figures';
import { noAnswerMetrics, SMALLEST_GROUP, type MetricId } from '@visavis/shared/reports/metrics';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Table } from '../../ui/Page.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { ReportFigure } from './ReportFigure.tsx';
import styles from './ReportsScreen.module.css';
import type { Pointed } from './reports.queries.ts';
import { useReportWords } from './use-report-words.ts';

const views = {
  overview: [
    'conversations',
    'messages',
    'answeredShare',
    'serviceLevel',
    'answersKept',
    'answersDue',
    'sameFaceShare',
  ],
  first: [
    'firstResponseLevel',
    'firstResponseMedianWorking',
    'firstResponseP90Working',
    'firstResponseMedianCalendar',
    'firstResponseP90Calendar',
  ],
  next: [
    'nextResponseLevel',
    'nextResponseMedianWorking',
    'nextResponseP90Working',
    'nextResponseMedianCalendar',
    'nextResponseP90Calendar',
  ],
  resolution: [
    'resolutionLevel',
    'resolutionMedianWorking',
    'resolutionP90Working',
    'resolutionMedianCalendar',
    'resolutionP90Calendar',
  ],
  noAnswer: ['noAnswerNeeded', ...Object.values(noAnswerMetrics)],
  more: ['pickUpLevel', 'pauses', 'pausedMinutes', 'reopenings'],
} as const satisfies Record<string, readonly MetricId[]>;
type View = keyof typeof views;
const viewNames = Object.keys(views) as View[];

interface ReportTableProps {
  report: ReportAnswer;
  onPoint: (pointed: Pointed) => void;
}

/** Groups in the order of their names, never of a figure; each figure leads to what is behind it. */
export function ReportTable({ report, onPoint }: ReportTableProps) {
  const { t } = useTranslation();
  const words = useReportWords();
  const [view, setView] = useState<View>('overview');
  const by = words.groups[report.groupBy];
  const ids = views[view];
  const totalRow = { ...report.total, name: words.total };
  const rows = rowsOf(report);
  return (
    <Card title={t('reports.table.title', { by })}>
      <div className={styles.scroll}>
        <SegmentedControl
          label={t('reports.table.view')}
          value={view}
          onChange={setView}
          options={viewNames.map((value) => ({ value, label: t(`reports.views.${value}`) }))}
        />
      </div>
      {rows.length === 0 ? (
        <p className="mut">{t('reports.table.empty')}</p>
      ) : (
        <Table head={[by, ...ids.map(words.name)]} label={t('reports.table.title', { by })}>
          {[...rows, totalRow].map((row) => (
            <tr key={row === totalRow ? 'total' : `group ${row.key}`}>
              <td className={row === totalRow ? 'b6' : 'b5'} dir="auto">
                {words.group(row, report.groupBy)}
              </td>
              {ids.map((id) => (
                <td key={id} className={styles.number}>
                  <Figure row={row} id={id} report={report} isTotal={row === totalRow} onPoint={onPoint} />
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
      <p className="mut">{t('reports.smallNote', { count: SMALLEST_GROUP })}</p>
    </Card>
  );
}

/** Those of the period, and after them those that were only in the one it is compared with. */
function rowsOf({ rows, comparedRows }: ReportAnswer): ReportRow[] {
  const keys = new Set(rows.map(({ key }) => key));
  const gone = comparedRows.filter(({ key }) => !keys.has(key));
  return [...rows, ...gone.map((row) => ({ ...row, isTooSmall: false, values: {} }))];
}

interface FigureProps extends ReportTableProps {
  row: ReportRow;
  id: MetricId;
  isTotal: boolean;
}

function Figure({ row, id, report, isTotal, onPoint }: FigureProps) {
  const words = useReportWords();
  const compared = isTotal ? report.compared : report.comparedRows.find(({ key }) => key === row.key);
  const before = words.before(report, compared, id);
  return (
    <>
      <ReportFigure
        row={row}
        id={id}
        name={words.group(row, report.groupBy)}
        groupKey={isTotal ? undefined : row.key}
        className={styles.cell}
        plainClassName="mut"
        onPoint={onPoint}
      />
      {before !== null && <small className={styles.before}>{before}</small>}
    </>
  );
}
