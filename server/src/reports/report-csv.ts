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
  const cells = (row: ReportRow) => reportMetricIds.map((id) => cellOf(row, id, common.tooSmall));
  const ofGroup = (when: string) => (row: ReportRow) => [
    when,
    groupName(row, report.groupBy, locale),
    ...cells(row),
  ];
  const ofAll = (when: string, row: ReportRow | null) =>
    row === null ? [] : [[when, common.total, ...cells(row)]];
  return toCsv(
    [
      head,
      ...report.rows.map(ofGroup(period)),
      ...ofAll(period, report.total),
      ...report.comparedRows.map(ofGroup(before)),
      ...ofAll(before, report.compared),
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
