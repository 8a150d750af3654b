import type { ReportRow } from '@visavis/shared/api/figures';
import type { MetricId } from '@visavis/shared/reports/metrics';
import { useTranslation } from 'react-i18next';
import type { Pointed } from './reports.queries.ts';
import { useReportWords } from './use-report-words.ts';

interface ReportFigureProps {
  row: ReportRow;
  id: MetricId;
  /** What the row is called. */
  name: string;
  /** Of the group; absent for all of them. */
  groupKey?: string;
  className: string | undefined;
  /** Where there is nothing to lead to. */
  plainClassName: string | undefined;
  onPoint: (pointed: Pointed) => void;
}

/** A figure that leads to what is behind it; only words where it is none, or may not be shown. */
export function ReportFigure({
  row,
  id,
  name,
  groupKey,
  className,
  plainClassName,
  onPoint,
}: ReportFigureProps) {
  const { t } = useTranslation();
  const words = useReportWords();
  const value = words.value(row, id);
  if ((row.values[id] ?? null) === null) return <span className={plainClassName}>{value}</span>;
  return (
    <button
      type="button"
      className={className}
      aria-label={t('reports.show', { metric: words.name(id), group: name, value })}
      onClick={() =>
        onPoint({ metric: id, name, missed: false, ...(groupKey !== undefined && { key: groupKey }) })
      }
    >
      {value}
    </button>
  );
}
