import type { ReportAnswer, ReportRow } from '@visavis/shared/api/figures';
import type { MetricId } from '@visavis/shared/reports/metrics';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Card } from '../../ui/Page.tsx';
import { ReportFigure } from './ReportFigure.tsx';
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
              <ReportFigure
                row={total}
                id={id}
                name={words.total}
                className={styles.figure}
                plainClassName={styles.value}
                onPoint={onPoint}
              />
              {id === 'serviceLevel' && <KeptOf total={total} />}
              {compared !== null && <small>{words.before(report, compared, id)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
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
