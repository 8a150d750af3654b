import type { ReportAnswer, ReportGroup, ReportRow } from '@visavis/shared/api/figures';
import { toCsv, type CsvCell } from '@visavis/shared/reports/csv';
import { metric, reportMetricIds, type MetricId } from '@visavis/shared/reports/metrics';

type Locale = 'de' | 'en';

const words = {
  de: {
    groups: {
      team: 'Team',
      channel: 'Kanal',
      kind: 'Art',
      language: 'Sprache',
      tag: 'Schlagwort',
      policy: 'Zusage',
      hour: 'Stunde',
    },
    kinds: { mention: 'Erwähnung', comment: 'Kommentar', review: 'Bewertung', message: 'Nachricht' },
    total: 'Gesamt',
    none: 'ohne',
    tooSmall: 'zu klein zum Zeigen',
    period: 'Zeitraum',
    before: 'Davor',
    units: { count: '', share: ' (%)', minutes: ' (Min)' },
  },
  en: {
    groups: {
      team: 'Team',
      channel: 'Channel',
      kind: 'Kind',
      language: 'Language',
      tag: 'Tag',
      policy: 'Policy',
      hour: 'Hour',
    },
    kinds: { mention: 'Mention', comment: 'Comment', review: 'Review', message: 'Message' },
    total: 'Total',
    none: 'none',
    tooSmall: 'too small to show',
    period: 'Period',
    before: 'Before',
    units: { count: '', share: ' (%)', minutes: ' (min)' },
  },
} as const;

/** A report as a table for office programs: a row for each group of each period, a column for each metric. */
export function reportCsv(report: ReportAnswer, locale: Locale): string {
  const told = words[locale];
  const head = [
    told.period,
    told.groups[report.groupBy],
    ...reportMetricIds.map((id) => `${metric(id).words[locale].name}${told.units[metric(id).unit]}`),
  ];
  const period = `${report.from} – ${report.to}`;
  const before = `${told.before}: ${report.comparedFrom} – ${report.comparedTo}`;
  const line = (when: string, row: ReportRow): CsvCell[] => [
    when,
    row.key === '' && row === report.total ? told.total : nameOf(row, report.groupBy, locale),
    ...reportMetricIds.map((id) => cellOf(row, id, told.tooSmall)),
  ];
  const compared = report.compared === null ? [] : [[before, report.compared] as const];
  return toCsv(
    [
      head,
      ...report.rows.map((row) => line(period, row)),
      line(period, report.total),
      ...report.comparedRows.map((row) => line(before, row)),
      ...compared.map(([when, row]) => [when, told.total, ...line(when, row).slice(2)]),
    ],
    locale,
  );
}

function nameOf({ key, name }: ReportRow, groupBy: ReportGroup, locale: Locale): string {
  const told = words[locale];
  if (name !== '') return name;
  if (key === '') return told.none;
  if (groupBy === 'kind' && key in told.kinds) return told.kinds[key as keyof typeof told.kinds];
  if (groupBy === 'hour') return `${key}:00`;
  if (groupBy === 'language') return languageName(key, locale);
  return key;
}

function languageName(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function cellOf(row: ReportRow, id: MetricId, tooSmall: string): CsvCell {
  const value = row.values[id] ?? null;
  if (value === null) return row.isTooSmall && metric(id).isAboutPeople ? tooSmall : null;
  if (metric(id).unit === 'share') return Math.round(value * 1000) / 10;
  return Math.round(value * 10) / 10;
}
