import type { ReportAnswer } from '@visavis/shared/api/figures';
import type { MetricId } from '@visavis/shared/reports/metrics';
import { useTranslation } from 'react-i18next';
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
  const before = (id: MetricId) => {
    if (compared === null) return null;
    if ((compared.values[id] ?? null) === null && !compared.isTooSmall) return t('reports.noBefore');
    return t('reports.before', { value: words.value(compared, id) });
  };
  return (
    <Card title={t('reports.totals')}>
      <dl className={styles.totals}>
        {told.map((id) => (
          <div key={id}>
            <dt title={words.explain(id).formula}>{words.name(id)}</dt>
            <dd>
              <button
                type="button"
                className={styles.figure}
                aria-label={t('reports.show', {
                  metric: words.name(id),
                  group: t('reports.total'),
                  value: words.value(total, id),
                })}
                onClick={() => onPoint({ metric: id, name: t('reports.total'), missed: false })}
              >
                {words.value(total, id)}
              </button>
              {before(id) !== null && <small>{before(id)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
