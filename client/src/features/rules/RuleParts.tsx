import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ActionValue } from './ActionRow.tsx';
import { ConditionValue } from './ConditionRow.tsx';
import { MOST_PARTS, newAction, newCondition } from './rule-draft.ts';
import styles from './rule-editor.module.css';
import type { AnyCondition } from './rule-sentence.ts';
import type { RuleChoices } from './use-rule-words.ts';

/** What rules look at. */
export const RULE_FIELDS: readonly RuleCondition['field'][] = [
  'kind',
  'rating',
  'words',
  'language',
  'network',
  'channel',
  'visibility',
  'author',
  'tags',
  'contact',
  'time',
];
const ACTIONS: readonly RuleAction['do'][] = [
  'team',
  'priority',
  'skill',
  'tag',
  'slaPolicy',
  'assign',
  'doNotRoute',
];
/** There can be several of these. */
const REPEATABLE: ReadonlySet<RuleAction['do']> = new Set(['skill', 'tag']);

interface ConditionsProps<C extends AnyCondition> {
  conditions: readonly C[];
  /** The kinds that there are here. */
  fields: readonly C['field'][];
  note: string;
  choices: RuleChoices;
  onChange: (conditions: C[]) => void;
}

/** The conditions of a rule or a policy, one below the other. */
export function Conditions<C extends AnyCondition>({
  conditions,
  fields,
  note,
  ...props
}: ConditionsProps<C>) {
  const { choices, onChange } = props;
  const { t } = useTranslation();
  // Only kinds out of `fields` are made here, and a change never changes the kind.
  const replace = (at: number, next: AnyCondition) =>
    onChange(conditions.map((condition, index) => (index === at ? (next as C) : condition)));
  return (
    <Parts
      title={t('rules.editor.when')}
      note={note}
      add={t('rules.editor.addCondition')}
      isFull={conditions.length >= MOST_PARTS}
      onAdd={() =>
        onChange([
          ...conditions,
          newCondition(
            unused<C['field']>(
              fields,
              conditions.map(({ field }) => field),
            ),
          ) as C,
        ])
      }
    >
      {conditions.map((condition, at) => (
        <li key={at} className={styles.part}>
          <select
            className={styles.control}
            aria-label={t('rules.editor.conditionKind', { place: at + 1 })}
            value={condition.field}
            onChange={(event) => {
              const field = fields.find((each) => each === event.currentTarget.value);
              if (field !== undefined) replace(at, newCondition(field));
            }}
          >
            {fields.map((field: AnyCondition['field']) => (
              <option key={field} value={field}>
                {t(`rules.editor.field.${field}`)}
              </option>
            ))}
          </select>
          <select
            className={styles.control}
            aria-label={t('rules.editor.turn', { place: at + 1 })}
            value={condition.not === true ? 'not' : 'is'}
            onChange={(event) => {
              const { not: _not, ...plain }: AnyCondition = condition;
              replace(at, event.currentTarget.value === 'not' ? { ...plain, not: true } : plain);
            }}
          >
            <option value="is">{t('rules.editor.is')}</option>
            <option value="not">{t('rules.editor.isNot')}</option>
          </select>
          <div className={styles.partValue}>
            <ConditionValue
              condition={condition}
              place={at + 1}
              choices={choices}
              onChange={(next) => replace(at, next)}
            />
          </div>
          <Button
            tone="quiet"
            icon={IconX}
            aria-label={t('rules.editor.removeCondition', { place: at + 1 })}
            onClick={() => onChange(conditions.filter((_, index) => index !== at))}
          />
        </li>
      ))}
    </Parts>
  );
}

interface ActionsProps {
  actions: readonly RuleAction[];
  choices: RuleChoices;
  onChange: (actions: RuleAction[]) => void;
}

/** What follows, one below the other. */
export function Actions({ actions, choices, onChange }: ActionsProps) {
  const { t } = useTranslation();
  const taken = actions.map((action) => action.do);
  const free = ACTIONS.filter((kind) => REPEATABLE.has(kind) || !taken.includes(kind));
  const replace = (at: number, next: RuleAction) =>
    onChange(actions.map((action, index) => (index === at ? next : action)));
  return (
    <Parts
      title={t('rules.editor.follows')}
      note={t('rules.editor.followsNote')}
      add={t('rules.editor.addAction')}
      isFull={actions.length >= MOST_PARTS}
      onAdd={() => onChange([...actions, newAction(unused(free, taken))])}
    >
      {actions.map((action, at) => (
        <li key={at} className={styles.part} data-part="action">
          <select
            className={styles.control}
            aria-label={t('rules.editor.actionKind', { place: at + 1 })}
            value={action.do}
            onChange={(event) => {
              const kind = ACTIONS.find((each) => each === event.currentTarget.value);
              if (kind !== undefined) replace(at, newAction(kind));
            }}
          >
            {ACTIONS.filter((kind) => kind === action.do || free.includes(kind)).map((kind) => (
              <option key={kind} value={kind}>
                {t(`rules.editor.do.${kind}`)}
              </option>
            ))}
          </select>
          <div className={styles.partValue}>
            <ActionValue
              action={action}
              place={at + 1}
              choices={choices}
              onChange={(next) => replace(at, next)}
            />
          </div>
          <Button
            tone="quiet"
            icon={IconX}
            aria-label={t('rules.editor.removeAction', { place: at + 1 })}
            onClick={() => onChange(actions.filter((_, index) => index !== at))}
          />
        </li>
      ))}
    </Parts>
  );
}

/** The first that is not used yet, so that adding brings something new. */
function unused<T>(all: readonly T[], used: readonly T[]): T {
  const found = all.find((each) => !used.includes(each)) ?? all[0];
  if (found === undefined) throw new Error('There is always a kind.');
  return found;
}

interface PartsProps {
  title: string;
  note: string;
  add: string;
  isFull: boolean;
  onAdd: () => void;
  children: ReactNode;
}

function Parts({ title, note, add, isFull, onAdd, children }: PartsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.parts}>
      <legend className={styles.partsTitle}>{title}</legend>
      <p className={styles.help}>{note}</p>
      <ol className={styles.partList}>{children}</ol>
      {isFull ? (
        <p className={styles.help}>{t('rules.editor.tooMany')}</p>
      ) : (
        <div>
          <Button size="small" icon={IconPlus} onClick={onAdd}>
            {add}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
