import type { ReportGroup, ReportRow } from '@visavis/shared/api/figures';
import { metric, type MetricId } from '@visavis/shared/reports/metrics';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';

const MINUTE_MS = 60_000;
const kinds = ['mention', 'comment', 'review', 'message'] as const;

/** Figures and groups in words, the same wherever they stand. */
export function useReportWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const { locale } = format;
    const percent = new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
      style: 'percent',
      maximumFractionDigits: 1,
    });
    const languages = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' });
    const told = (id: MetricId, value: number): string => {
      const { unit } = metric(id);
      if (unit === 'share') return percent.format(value);
      return unit === 'minutes' ? format.duration(value * MINUTE_MS, true) : format.count(value);
    };
    return {
      name: (id: MetricId) => metric(id).words[locale].name,
      explain: (id: MetricId) => metric(id).words[locale],
      value: (row: ReportRow, id: MetricId): string => {
        const value = row.values[id] ?? null;
        if (value !== null) return told(id, value);
        return row.isTooSmall && metric(id).isAboutPeople ? t('reports.tooSmall') : t('reports.nothing');
      },
      group: ({ key, name }: ReportRow, by: ReportGroup): string => {
        if (name !== '') return name;
        if (key === '') return t('reports.none');
        const kind = kinds.find((one) => one === key);
        if (by === 'kind' && kind !== undefined) return t(`reports.kinds.${kind}`);
        if (by === 'hour') return `${key}:00`;
        return by === 'language' ? languageName(languages, key) : key;
      },
    };
  }, [t, format]);
}

function languageName(languages: Intl.DisplayNames, code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}
