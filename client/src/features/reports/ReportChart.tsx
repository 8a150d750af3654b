import type { ReportAnswer } from '@visavis/shared/api/figures';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Table } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';
import { useReportWords } from './use-report-words.ts';

/** How much came in, by day or month: bars, or the same as a table. */
export function ReportChart({ report }: { report: ReportAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const [isTable, setTable] = useState(false);
  const { points, pointsBy } = report;
  const most = Math.max(1, ...points.map((point) => point.conversations));
  const toggle = (
    <Button size="small" tone="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
      {t('reports.chart.asTable')}
    </Button>
  );
  if (points.length === 0) return null;
  return (
    <Card title={t('reports.chart.title')} right={toggle}>
      {isTable ? (
        <Table
          head={[t(`reports.chart.${pointsBy}`), t('reports.chart.volume'), words.name('serviceLevel')]}
          label={t('reports.chart.title')}
        >
          {points.map((point) => (
            <tr key={point.day}>
              <td>{format.shortDate(point.day)}</td>
              <td className={styles.number}>{format.count(point.conversations)}</td>
              <td className={styles.number}>
                {point.serviceLevel === null
                  ? t('reports.nothing')
                  : words.value(
                      { key: '', name: '', isTooSmall: false, values: { serviceLevel: point.serviceLevel } },
                      'serviceLevel',
                    )}
              </td>
            </tr>
          ))}
        </Table>
      ) : (
        <>
          <div
            className={styles.bars}
            role="img"
            aria-label={t('reports.chart.label', { most: format.count(most) })}
          >
            {points.map((point) => (
              <span
                key={point.day}
                title={`${format.shortDate(point.day)}: ${format.count(point.conversations)}`}
                style={{ blockSize: `${(point.conversations / most) * 100}%` }}
              />
            ))}
          </div>
          <p className={styles.ends} aria-hidden="true">
            <span>{format.shortDate(points[0]?.day ?? report.from)}</span>
            <span>{t('reports.chart.most', { most: format.count(most) })}</span>
            <span>{format.shortDate(points.at(-1)?.day ?? report.to)}</span>
          </p>
        </>
      )}
    </Card>
  );
}
