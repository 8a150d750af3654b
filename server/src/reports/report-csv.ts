import type { ReportAnswer, ReportRow } from '@visavis/shared/api/figures';
import type { Locale } from '@visavis/shared/api/session';
import { toCsv, type CsvCell } from '@visavis/shared/reports/csv';
import { metric, reportMetricIds, type MetricId } from '@visavis/shared/reports/metrics';
import { groupName, isWithheld, reportWords } from '@visavis/shared/reports/report-words';

const words = {
  de: { period: 'Zeitraum', before: 'Davor', units: { count: '', share: ' (%)', minutes: ' (Min)' } },
  en: { period: 'Period', before: 'Before', units: { count: '', share: ' (%)', minutes: ' (min)' } },
} as const;

/** A report as a table for office programs: a row for each group of each period, a column for each metric. */
export function reportCsv(report: ReportAnswer, locale: Locale): string {
  const told = words[locale];
  const common = reportWords[locale];
  const head = [
    told.period,
    common.groups[report.groupBy],
    ...reportMetricIds.map((id) => `${metric(id).words[locale].name}${told.units[metric(id).unit]}`),
  ];
  const period = `${report.from} – ${report.to}`;
  const before = `${told.before}: ${report.comparedFrom} – ${report.comparedTo}`;
  const line = (when: string, row: ReportRow): CsvCell[] => [
    when,
    row.key === '' && row === report.total ? common.total : groupName(row, report.groupBy, locale),
    ...reportMetricIds.map((id) => cellOf(row, id, common.tooSmall)),
  ];
  const compared = report.compared === null ? [] : [[before, report.compared] as const];
  return toCsv(
    [
      head,
      ...report.rows.map((row) => line(period, row)),
      line(period, report.total),
      ...report.comparedRows.map((row) => line(before, row)),
      ...compared.map(([when, row]) => [when, common.total, ...line(when, row).slice(2)]),
    ],
    locale,
  );
}

function cellOf(row: ReportRow, id: MetricId, tooSmall: string): CsvCell {
  const value = row.values[id] ?? null;
  if (value === null) return isWithheld(row, id) ? tooSmall : null;
  if (metric(id).unit === 'share') return Math.round(value * 1000) / 10;
  return Math.round(value * 10) / 10;
}
