import {
  reportComparisons,
  reportGroups,
  reportPeriods,
  type ReportAnswer,
} from '@visavis/shared/api/figures';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../ui/Field.tsx';
import styles from './ReportsScreen.module.css';
import { queryOf, type ReportSearch } from './reports-search.ts';

interface ReportControlsProps {
  search: ReportSearch;
  report?: ReportAnswer;
  onChange: (search: ReportSearch) => void;
}

/** The question: which days, by what, compared with what, of which team. */
export function ReportControls({ search, report, onChange }: ReportControlsProps) {
  const { t } = useTranslation();
  const query = queryOf(search);
  const isCustom = search.from !== undefined;
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
      {isCustom && (
        <>
          <TextField
            label={t('reports.period.from')}
            type="date"
            value={search.from}
            max={search.to}
            onChange={({ target }) => target.value !== '' && onChange({ ...search, from: target.value })}
          />
          <TextField
            label={t('reports.period.to')}
            type="date"
            value={search.to}
            min={search.from}
            onChange={({ target }) => target.value !== '' && onChange({ ...search, to: target.value })}
          />
        </>
      )}
      <SelectField
        label={t('reports.by.label')}
        value={query.groupBy}
        onChange={({ target }) =>
          onChange({ ...search, by: reportGroups.find((one) => one === target.value) })
        }
        options={reportGroups.map((value) => ({ value, label: t(`reports.by.${value}`) }))}
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
