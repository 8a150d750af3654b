import type { ConversationKind } from '@visavis/shared/api/channels';
import type { RuleCondition } from '@visavis/shared/routing/rule';
import { isFindable } from '@visavis/shared/routing/word-index';
import { useTranslation } from 'react-i18next';
import { LanguagesField } from '../../ui/LanguagesField.tsx';
import { ChipsField } from './ChipsField.tsx';
import styles from './rule-editor.module.css';
import type { AnyCondition } from './rule-sentence.ts';
import type { RuleChoices } from './use-rule-words.ts';

const KINDS: readonly ConversationKind[] = ['mention', 'comment', 'review', 'message'];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
const VISIBILITIES = ['public', 'private'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const STARS = [1, 2, 3, 4, 5] as const;

interface ConditionValueProps {
  condition: AnyCondition;
  place: number;
  choices: RuleChoices;
  onChange: (condition: AnyCondition) => void;
}

/** What a condition compares with, in the form that its kind needs. */
export function ConditionValue({ condition, place, choices, onChange }: ConditionValueProps) {
  const { t } = useTranslation();
  const label = t('rules.editor.values', { place });
  switch (condition.field) {
    case 'channel':
    case 'network':
    case 'team':
      return (
        <ChipsField
          label={label}
          values={condition.anyOf}
          choices={choices[`${condition.field}s`]}
          nameOf={() => t(`rules.gone.${condition.field}`)}
          onChange={(anyOf) => onChange({ ...condition, anyOf })}
        />
      );
    case 'kind':
      return (
        <Toggles
          label={label}
          options={KINDS.map((kind) => ({ value: kind, label: t(`rules.sentence.kind.${kind}`) }))}
          values={condition.anyOf}
          onChange={(anyOf) => onChange({ ...condition, anyOf })}
        />
      );
    case 'priority':
      return (
        <Toggles
          label={label}
          options={PRIORITIES.map((each) => ({ value: each, label: t(`rules.sentence.priority.${each}`) }))}
          values={condition.anyOf}
          onChange={(anyOf) => onChange({ ...condition, anyOf })}
        />
      );
    case 'visibility':
      return (
        <Toggles
          label={label}
          options={VISIBILITIES.map((each) => ({
            value: each,
            label: t(`rules.sentence.visibility.${each}`),
          }))}
          values={condition.anyOf}
          onChange={(anyOf) => onChange({ ...condition, anyOf })}
        />
      );
    case 'language':
      return (
        <LanguagesField
          label={label}
          isLabelHidden
          values={condition.anyOf}
          most={50}
          onChange={(anyOf) => onChange({ ...condition, anyOf })}
        />
      );
    case 'words':
    case 'author':
    case 'tags':
      return (
        <ChipsField
          label={label}
          values={condition.anyOf}
          help={t(`rules.editor.${condition.field}Help`)}
          maxLength={condition.field === 'tags' ? 60 : 100}
          read={(text) => readValue(condition.field, text)}
          onChange={(anyOf) => onChange({ ...condition, anyOf })}
        />
      );
    case 'rating':
      return <StarsValue condition={condition} onChange={onChange} />;
    case 'contact':
      return (
        <select
          className={styles.control}
          aria-label={label}
          value={condition.is}
          onChange={(event) =>
            onChange({ ...condition, is: event.currentTarget.value === 'first' ? 'first' : 'returning' })
          }
        >
          <option value="first">{t('rules.editor.contactFirst')}</option>
          <option value="returning">{t('rules.editor.contactReturning')}</option>
        </select>
      );
    case 'time':
      return <TimeValue condition={condition} onChange={onChange} />;
  }
}

function readValue(field: 'words' | 'author' | 'tags', text: string): string | null {
  const value = text.trim().replace(/^[@#]+/u, '');
  if (value === '') return null;
  return field === 'words' && !isFindable(value) ? null : value;
}

type Of<F extends RuleCondition['field']> = Extract<RuleCondition, { field: F }>;

function StarsValue({
  condition,
  onChange,
}: {
  condition: Of<'rating'>;
  onChange: (next: RuleCondition) => void;
}) {
  const { t } = useTranslation();
  const { from, to } = condition;
  const select = (label: string, value: number, set: (stars: number) => void) => (
    <select
      className={styles.control}
      aria-label={label}
      value={value}
      onChange={(event) => set(Number(event.currentTarget.value))}
    >
      {STARS.map((stars) => (
        <option key={stars} value={stars}>
          {`${stars} ★`}
        </option>
      ))}
    </select>
  );
  return (
    <div className={styles.span}>
      {select(t('rules.editor.fromStars'), from, (stars) =>
        onChange({ ...condition, from: stars, to: Math.max(stars, to) }),
      )}
      <span aria-hidden="true">–</span>
      {select(t('rules.editor.toStars'), to, (stars) =>
        onChange({ ...condition, to: stars, from: Math.min(stars, from) }),
      )}
    </div>
  );
}

function TimeValue({
  condition,
  onChange,
}: {
  condition: Of<'time'>;
  onChange: (next: RuleCondition) => void;
}) {
  const { t } = useTranslation();
  const { from, to } = condition;
  return (
    <div className={styles.times}>
      <Toggles
        label={t('rules.editor.weekdays')}
        options={WEEKDAYS.map((day) => ({
          value: day as number,
          label: t(`rules.weekday.d${day}`),
          spoken: t(`rules.weekdayLong.d${day}`),
        }))}
        values={condition.weekdays}
        onChange={(weekdays) => onChange({ ...condition, weekdays: weekdays.toSorted((a, b) => a - b) })}
      />
      <div className={styles.span}>
        <input
          type="time"
          className={styles.control}
          aria-label={t('rules.editor.from')}
          value={from}
          onChange={(event) => onChange({ ...condition, from: event.currentTarget.value })}
        />
        <span aria-hidden="true">–</span>
        <input
          type="time"
          className={styles.control}
          aria-label={t('rules.editor.to')}
          value={to === '24:00' ? '00:00' : to}
          onChange={(event) => onChange({ ...condition, to: event.currentTarget.value })}
        />
        {from !== '' && to !== '' && to <= from && to !== '00:00' && (
          <span className={styles.help}>{t('rules.editor.pastMidnight')}</span>
        )}
      </div>
    </div>
  );
}

interface TogglesProps<T extends string | number> {
  label: string;
  options: { value: T; label: string; spoken?: string }[];
  values: readonly T[];
  onChange: (values: T[]) => void;
}

/** A few that are switched on and off each for itself. */
function Toggles<T extends string | number>({ label, options, values, onChange }: TogglesProps<T>) {
  const toggle = (value: T) =>
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {options.map(({ value, label: words, spoken }) => (
        <button
          key={value}
          type="button"
          className={styles.toggle}
          aria-pressed={values.includes(value)}
          aria-label={spoken}
          onClick={() => toggle(value)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
