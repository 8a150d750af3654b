import type { Priority } from '@visavis/shared/api/conversations';
import type { SkillLevel } from '@visavis/shared/api/schedule';
import type { RuleAction } from '@visavis/shared/routing/rule';
import { useTranslation } from 'react-i18next';
import styles from './rule-editor.module.css';
import type { Choice, RuleChoices } from './use-rule-words.ts';

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
const LEVELS: readonly SkillLevel[] = [1, 2, 3];
const LONGEST_TAG = 60;

interface ActionValueProps {
  action: RuleAction;
  place: number;
  choices: RuleChoices;
  onChange: (action: RuleAction) => void;
}

/** What an action names, in the form that its kind needs. */
export function ActionValue({ action, place, choices, onChange }: ActionValueProps) {
  const { t } = useTranslation();
  const label = t('rules.editor.valueOf', { place });
  switch (action.do) {
    case 'team':
      return (
        <Pick
          label={label}
          value={action.teamId}
          choices={choices.teams}
          gone={t('rules.gone.team')}
          onChange={(teamId) => onChange({ ...action, teamId })}
        />
      );
    case 'skill':
      return (
        <div className={styles.span}>
          <Pick
            label={label}
            value={action.skillId}
            choices={choices.skills}
            gone={t('rules.gone.skill')}
            onChange={(skillId) => onChange({ ...action, skillId })}
          />
          <Pick
            label={t('rules.editor.minLevel')}
            value={String(action.minLevel)}
            choices={LEVELS.map((level) => ({
              value: String(level),
              label: `${t('rules.editor.minLevel')} ${level}`,
            }))}
            gone=""
            onChange={(level) =>
              onChange({ ...action, minLevel: LEVELS.find((each) => String(each) === level) ?? 1 })
            }
          />
        </div>
      );
    case 'priority':
      return (
        <Pick
          label={label}
          value={action.priority}
          choices={PRIORITIES.map((each) => ({ value: each, label: t(`rules.sentence.priority.${each}`) }))}
          gone=""
          onChange={(value) =>
            onChange({ ...action, priority: PRIORITIES.find((each) => each === value) ?? 'normal' })
          }
        />
      );
    case 'tag':
      return (
        <input
          type="text"
          className={styles.control}
          aria-label={label}
          maxLength={LONGEST_TAG}
          autoComplete="off"
          value={action.tag}
          onChange={(event) => onChange({ ...action, tag: event.currentTarget.value })}
        />
      );
    case 'slaPolicy':
      return (
        <Pick
          label={label}
          value={action.policyId}
          choices={choices.policies}
          gone={t('rules.gone.policy')}
          onChange={(policyId) => onChange({ ...action, policyId })}
        />
      );
    case 'assign':
      return (
        <Pick
          label={label}
          value={action.agentId}
          choices={choices.agents}
          gone={t('rules.gone.agent')}
          onChange={(agentId) => onChange({ ...action, agentId })}
        />
      );
    case 'doNotRoute':
      return <p className={styles.help}>{t('rules.editor.doNotRouteHelp')}</p>;
  }
}

interface PickProps {
  label: string;
  value: string;
  choices: readonly Choice[];
  /** How something is called that is not among the choices any more. */
  gone: string;
  onChange: (value: string) => void;
}

function Pick({ label, value, choices, gone, onChange }: PickProps) {
  const { t } = useTranslation();
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  return (
    <select
      className={styles.control}
      aria-label={label}
      aria-invalid={!isKnown || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {value === '' && <option value="">{t('rules.editor.choose')}</option>}
      {!isKnown && <option value={value}>{gone}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
