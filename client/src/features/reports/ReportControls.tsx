import {
  reportComparisons,
  reportGroups,
  reportPeriods,
  type ReportAnswer,
} from '@visavis/shared/api/figures';
import type { DayRange } from '@visavis/shared/reports/report-period';
import type { ReportSearch } from '@visavis/shared/reports/report-search';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../ui/Field.tsx';
import styles from './ReportsScreen.module.css';
import { areDays, isPeriod, queryOf } from './reports-search.ts';
import { useReportWords } from './use-report-words.ts';

interface ReportControlsProps {
  search: ReportSearch;
  report?: ReportAnswer;
  onChange: (search: ReportSearch) => void;
}

/** The question: which days, by what, compared with what, of which team. */
export function ReportControls({ search, report, onChange }: ReportControlsProps) {
  const { t } = useTranslation();
  const query = queryOf(search);
  const words = useReportWords();
  const { from, to } = search;
  const isCustom = from !== undefined && to !== undefined;
  const choosePeriod = (value: string) => {
    const period = reportPeriods.find((one) => one === value);
    if (period !== undefined) onChange({ ...search, period, from: undefined, to: undefined });
    else if (report) onChange({ ...search, period: undefined, from: report.from, to: report.to });
  };
  return (
    <div className={styles.controls}>
      <SelectField
        label={t('reports.period.label')}
        value={isCustom ? 'custom' : (query.period ?? '28')}
        onChange={(event) => choosePeriod(event.target.value)}
        options={[...reportPeriods, 'custom' as const].map((value) => ({
          value,
          label: t(`reports.period.${value}`),
        }))}
      />
      {isCustom && <PeriodFields days={{ from, to }} onChange={(days) => onChange({ ...search, ...days })} />}
      <SelectField
        label={t('reports.by.label')}
        value={query.groupBy}
        onChange={({ target }) =>
          onChange({ ...search, by: reportGroups.find((one) => one === target.value) })
        }
        options={reportGroups.map((value) => ({ value, label: words.groups[value] }))}
      />
      <SelectField
        label={t('reports.compare.label')}
        value={query.compare}
        onChange={({ target }) =>
          onChange({ ...search, compare: reportComparisons.find((one) => one === target.value) })
        }
        options={reportComparisons.map((value) => ({ value, label: t(`reports.compare.${value}`) }))}
      />
      {report !== undefined && report.teams.length > 1 && (
        <SelectField
          label={t('reports.team.label')}
          value={search.team ?? ''}
          onChange={({ target }) =>
            onChange({ ...search, team: target.value === '' ? undefined : target.value })
          }
          options={[
            { value: '', label: t('reports.team.all') },
            ...report.teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </div>
  );
}

interface PeriodFieldsProps {
  days: DayRange;
  onChange: (days: DayRange) => void;
}

/** Two days that count as soon as they are a period: while a year is typed they are none, and stay on screen. */
function PeriodFields({ days, onChange }: PeriodFieldsProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<DayRange | null>(null);
  const shown = draft ?? days;
  const change = (part: Partial<DayRange>) => {
    const next = { ...shown, ...part };
    setDraft(next);
    if (isPeriod(next)) onChange(next);
  };
  const isWrong = areDays(shown) && !isPeriod(shown);
  return (
    <>
      <TextField
        label={t('reports.period.from')}
        type="date"
        value={shown.from}
        onChange={({ target }) => change({ from: target.value })}
        onBlur={() => !isWrong && setDraft(null)}
      />
      <TextField
        label={t('reports.period.to')}
        type="date"
        value={shown.to}
        error={isWrong ? t('reports.period.wrong') : null}
        onChange={({ target }) => change({ to: target.value })}
        onBlur={() => !isWrong && setDraft(null)}
      />
    </>
  );
}
