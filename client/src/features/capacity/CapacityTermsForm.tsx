import { planSpans, type CapacityPlan, type CapacityTerms } from '@visavis/shared/api/capacity';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { addDays } from '../../lib/zoned-time.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { termOf, termRanges, type CapacitySearch } from './capacity-search.ts';
import styles from './CapacityScreen.module.css';

const USUAL_SPAN = 8;
const labels = {
  handlingMinutes: 'capacity.handling',
  targetMinutes: 'capacity.target',
  goalPercent: 'capacity.goal',
  breakPercent: 'capacity.breaks',
} as const satisfies Record<keyof CapacityTerms, string>;

interface CapacityTermsFormProps {
  plan: CapacityPlan;
  search: CapacitySearch;
  onChange: (search: CapacitySearch) => void;
}

/** For whom, for which week, and what is planned for. */
export function CapacityTermsForm({ plan, search, onChange }: CapacityTermsFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <div className={styles.terms}>
        {plan.teams.length > 1 && (
          <SelectField
            label={t('capacity.team')}
            value={plan.team?.id ?? ''}
            onChange={({ target }) => onChange({ ...search, teamId: target.value })}
            options={plan.teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <SelectField
          label={t('capacity.weeks.label')}
          value={search.weeks ?? USUAL_SPAN}
          onChange={({ target }) =>
            onChange({ ...search, weeks: planSpans.find((span) => span === Number(target.value)) })
          }
          options={planSpans.map((span) => ({ value: String(span), label: t(`capacity.weeks.${span}`) }))}
        />
        {(Object.keys(labels) as (keyof CapacityTerms)[]).map((name) => (
          <TermField
            key={name}
            name={name}
            value={plan.terms[name]}
            onChange={(value) => onChange({ ...search, [name]: value })}
          />
        ))}
      </div>
      <div className={styles.week} role="group" aria-label={t('capacity.week.label')}>
        <Button
          size="small"
          icon={IconChevronLeft}
          aria-label={t('capacity.week.previous')}
          onClick={() => onChange({ ...search, week: addDays(plan.week, -7) })}
        />
        <b>{t('capacity.week.of', { day: format.day(plan.week, 'short') })}</b>
        <Button
          size="small"
          icon={IconChevronRight}
          aria-label={t('capacity.week.next')}
          onClick={() => onChange({ ...search, week: addDays(plan.week, 7) })}
        />
      </div>
    </>
  );
}

interface TermFieldProps {
  name: keyof CapacityTerms;
  value: number;
  onChange: (value: number) => void;
}

/** A number that counts as soon as it can; what cannot stays on screen until the field is left. */
function TermField({ name, value, onChange }: TermFieldProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const { least, most, step } = termRanges[name];
  return (
    <TextField
      label={t(labels[name])}
      type="number"
      inputMode="decimal"
      min={least}
      max={most}
      step={step}
      value={draft ?? String(value)}
      onChange={({ target }) => {
        setDraft(target.value);
        const next = termOf(name, target.value);
        if (next !== undefined) onChange(next);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
