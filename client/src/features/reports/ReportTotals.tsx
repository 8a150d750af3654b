import type { ReportAnswer, ReportRow } from '@visavis/shared/api/figures';
import type { MetricId } from '@visavis/shared/reports/metrics';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Card } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';
import type { Pointed } from './reports.queries.ts';
import { useReportWords } from './use-report-words.ts';

const told: readonly MetricId[] = [
  'conversations',
  'answeredShare',
  'serviceLevel',
  'firstResponseMedianWorking',
  'firstResponseMedianCalendar',
  'sameFaceShare',
];

/** The whole period in six figures, each beside what it was before. */
export function ReportTotals({
  report,
  onPoint,
}: {
  report: ReportAnswer;
  onPoint: (pointed: Pointed) => void;
}) {
  const { t } = useTranslation();
  const words = useReportWords();
  const { total, compared } = report;
  return (
    <Card title={t('reports.totals')}>
      <dl className={styles.totals}>
        {told.map((id) => (
          <div key={id}>
            <dt title={words.explain(id).formula}>{words.name(id)}</dt>
            <dd>
              <Figure total={total} id={id} onPoint={onPoint} />
              {id === 'serviceLevel' && <KeptOf total={total} />}
              {compared !== null && <small>{words.before(report, compared, id)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

interface FigureProps {
  total: ReportRow;
  id: MetricId;
  onPoint: (pointed: Pointed) => void;
}

/** Leads to what is behind it, where it is shown. */
function Figure({ total, id, onPoint }: FigureProps) {
  const { t } = useTranslation();
  const words = useReportWords();
  const value = words.value(total, id);
  if ((total.values[id] ?? null) === null) return <span className={styles.value}>{value}</span>;
  return (
    <button
      type="button"
      className={styles.figure}
      aria-label={t('reports.show', { metric: words.name(id), group: words.total, value })}
      onClick={() => onPoint({ metric: id, name: words.total, missed: false })}
    >
      {value}
    </button>
  );
}

/** How many of how many. */
function KeptOf({ total: { values } }: { total: ReportRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answersKept: kept, answersDue: due } = values;
  if (kept == null || due == null || due === 0) return null;
  return <small>{t('reports.keptOf', { kept: format.count(kept), due: format.count(due) })}</small>;
}
