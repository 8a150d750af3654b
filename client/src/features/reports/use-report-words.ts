import type { ReportAnswer, ReportGroup, ReportRow } from '@visavis/shared/api/figures';
import { metric, type MetricId } from '@visavis/shared/reports/metrics';
import { groupName, isWithheld, reportWords } from '@visavis/shared/reports/report-words';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';

const MINUTE_MS = 60_000;

/** Figures and groups in words, the same wherever they stand. */
export function useReportWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const { locale } = format;
    const told = (id: MetricId, value: number): string => {
      const { unit, formula } = metric(id);
      if (unit === 'share') return format.percent(value);
      if (unit === 'count') return format.count(value);
      const isWork = formula.kind === 'percentile' && formula.of.endsWith('Working');
      return (isWork ? format.workDuration : format.duration)(value * MINUTE_MS, true);
    };
    const value = (row: ReportRow, id: MetricId): string => {
      const known = row.values[id] ?? null;
      if (known !== null) return told(id, known);
      return isWithheld(row, id) ? reportWords[locale].tooSmall : t('reports.nothing');
    };
    return {
      ...reportWords[locale],
      name: (id: MetricId) => metric(id).words[locale].name,
      explain: (id: MetricId) => metric(id).words[locale],
      value,
      /** What it was in the period that it is compared with; null where it is with none. */
      before: (report: ReportAnswer, row: ReportRow | null | undefined, id: MetricId): string | null => {
        if (report.compared === null) return null;
        const wasSomething = row != null && ((row.values[id] ?? null) !== null || isWithheld(row, id));
        return wasSomething ? t('reports.before', { value: value(row, id) }) : t('reports.noBefore');
      },
      group: (row: ReportRow, by: ReportGroup): string => groupName(row, by, locale),
    };
  }, [t, format]);
}
