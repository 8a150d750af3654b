import type { PolicyCondition } from '@visavis/shared/sla/match-policy';
import { slaMetrics } from '@visavis/shared/sla/sla-clock';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { CheckField, TextField } from '../../../ui/Field.tsx';
import { Conditions } from '../RuleParts.tsx';
import styles from '../rule-editor.module.css';
import type { RuleChoices } from '../use-rule-words.ts';
import { MOST_MINUTES, minutesOf, type PolicyDraft } from './policy-draft.ts';

/** What policies look at. */
const POLICY_FIELDS: readonly PolicyCondition['field'][] = [
  'team',
  'channel',
  'kind',
  'visibility',
  'priority',
  'rating',
  'language',
  'tags',
];

interface PolicyTermsProps {
  draft: PolicyDraft;
  /** The last of the list has none. */
  hasConditions: boolean;
  choices: RuleChoices;
  onChange: (draft: PolicyDraft) => void;
}

/** For whom a policy is, what is promised, when it warns and what its clocks stand still for. */
export function PolicyTerms({ draft, hasConditions, choices, onChange }: PolicyTermsProps) {
  const { t } = useTranslation();
  const change = (part: Partial<PolicyDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      {hasConditions && (
        <Conditions
          conditions={draft.conditions}
          fields={POLICY_FIELDS}
          note={t('policies.editor.whenNote')}
          choices={choices}
          onChange={(conditions) => change({ conditions })}
        />
      )}
      <fieldset className={styles.parts}>
        <legend className={styles.partsTitle}>{t('policies.editor.targets')}</legend>
        <p className={styles.help}>{t('policies.editor.targetsNote')}</p>
        <div className={styles.numbers}>
          {slaMetrics.map((name) => (
            <MinutesField
              key={name}
              label={t(`policies.editor.target.${name}`)}
              value={draft.targets[name]}
              onChange={(minutes) => change({ targets: { ...draft.targets, [name]: minutes } })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.parts}>
        <legend className={styles.partsTitle}>{t('policies.editor.warn')}</legend>
        <p className={styles.help}>{t('policies.editor.warnNote')}</p>
        <div className={styles.numbers}>
          <TextField
            label={t('policies.editor.warnPercent')}
            type="number"
            min={0}
            max={100}
            step="any"
            value={draft.warnPercent}
            onChange={(event) => change({ warnPercent: event.currentTarget.value })}
          />
          <MinutesField
            label={t('policies.editor.warnMinutes')}
            value={draft.warnMinutes}
            onChange={(warnMinutes) => change({ warnMinutes })}
          />
        </div>
      </fieldset>
      <fieldset className={styles.parts}>
        <legend className={styles.partsTitle}>{t('policies.editor.pauses')}</legend>
        <CheckField
          label={t('policies.editor.pausesWaiting')}
          checked={draft.pausesWaiting}
          onChange={(event) => change({ pausesWaiting: event.currentTarget.checked })}
        />
        <CheckField
          label={t('policies.editor.pausesSnoozed')}
          checked={draft.pausesSnoozed}
          onChange={(event) => change({ pausesSnoozed: event.currentTarget.checked })}
        />
        <p className={styles.help}>{t('policies.editor.pausesNote')}</p>
      </fieldset>
    </>
  );
}

interface MinutesFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Minutes of working time as a number; from an hour on it says below what that is. */
function MinutesField({ label, value, onChange }: MinutesFieldProps) {
  const format = useFormat();
  const minutes = minutesOf(value);
  const help = minutes !== null && minutes >= 60 ? format.workDuration(minutes * 60_000) : undefined;
  return (
    <TextField
      label={label}
      {...(help === undefined ? {} : { help })}
      type="number"
      min={0}
      max={MOST_MINUTES}
      step="any"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
