import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DialogActions } from '../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { EditorDialog, type Edited } from './EditorDialog.tsx';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import { RuleConflict } from './RuleConflict.tsx';
import { draftOf, isComplete, requestOf, type RuleDraft } from './rule-draft.ts';
import { Actions, Conditions, RULE_FIELDS } from './RuleParts.tsx';
import { SentencePreview } from './SentencePreview.tsx';
import styles from './rule-editor.module.css';
import { useSaveRule, useTrial } from './rules.mutations.ts';
import { trialRequest, TrialResult } from './TrialResult.tsx';
import { useRuleWords } from './use-rule-words.ts';

interface RuleEditorProps {
  /** Null writes a new one. */
  rule: RoutingRuleItem | null;
  /** The whole list, for the trial. */
  rules: readonly RoutingRuleItem[];
  onClose: () => void;
}

/** Writes a rule: conditions and consequences, the sentence they make, and a trial before it counts. */
export function RuleEditor({ rule, rules, onClose }: RuleEditorProps) {
  const { t } = useTranslation();
  const title = rule === null ? t('rules.editor.new') : t('rules.editor.edit', { name: rule.name });
  return (
    <EditorDialog title={title} item={rule} draftOf={draftOf} discard={t('rules.discard')} onClose={onClose}>
      {(edited) => <EditorForm title={title} rule={rule} rules={rules} {...edited} />}
    </EditorDialog>
  );
}

interface EditorFormProps extends Edited<RoutingRuleItem, RuleDraft> {
  title: string;
  rule: RoutingRuleItem | null;
  rules: readonly RoutingRuleItem[];
}

function EditorForm(props: EditorFormProps) {
  const { title, rule, rules, draft, version, onChange, onTake, onCancel, onSaved } = props;
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const { choices, words, isReady, fault } = useRuleWords();
  const save = useSaveRule();
  const trial = useTrial();
  const conflict = conflictOf(save.error);
  const canUse = isComplete(draft);
  const change = (part: Partial<RuleDraft>) => {
    // What was tried is no longer what is on screen.
    trial.reset();
    onChange({ ...draft, ...part });
  };
  const submit = (id = rule?.id ?? null, over = version) => {
    if (!canUse || draft.name.trim() === '') return;
    save.mutate(
      { id, request: requestOf(draft, id === null ? undefined : over) },
      {
        onSuccess: ({ name }) => {
          toasts.show({ text: t('rules.editor.saved', { name }), tone: 'done' });
          onSaved();
        },
      },
    );
  };
  if (!isReady) return <EditorSkeleton fault={fault} />;
  return (
    <form
      className={styles.editor}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {conflict === null && save.error !== null && (
        <Banner tone="bad" role="alert">
          {sentence(save.error)}
        </Banner>
      )}
      {conflict !== null && (
        <RuleConflict
          theirs={conflict.theirs}
          mine={draft}
          words={words}
          onKeepMine={() => submit(conflict.theirs?.id ?? null, conflict.theirs?.version)}
          onTakeTheirs={(theirs) => {
            save.reset();
            onTake(theirs);
          }}
        />
      )}
      <TextField
        label={t('rules.editor.name')}
        help={t('rules.editor.nameHelp')}
        required
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <Conditions
        conditions={draft.conditions}
        fields={RULE_FIELDS}
        note={t('rules.editor.whenNote')}
        choices={choices}
        onChange={(conditions) => change({ conditions })}
      />
      <Actions actions={draft.actions} choices={choices} onChange={(actions) => change({ actions })} />
      <SentencePreview draft={draft} words={words} />
      <CheckField
        label={t('rules.editor.isOn')}
        help={t('rules.editor.isOnHelp')}
        checked={draft.isActive}
        onChange={(event) => onChange({ ...draft, isActive: event.currentTarget.checked })}
      />
      <TrialResult ruleId={rule?.id ?? null} trial={trial} words={words} />
      {!canUse && <p className={styles.help}>{t('rules.editor.incomplete')}</p>}
      <div className={styles.foot}>
        <DialogActions>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <Button
            icon={IconFlask}
            isBusy={trial.isPending}
            disabled={!canUse}
            onClick={() => trial.mutate(trialRequest(draft, rule?.id ?? null, rules))}
          >
            {t('rules.editor.tryOut')}
          </Button>
          <Button type="submit" tone="primary" isBusy={save.isPending} disabled={!canUse}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </div>
    </form>
  );
}

/** What somebody else made of the rule meanwhile: saved it, or deleted it. */
function conflictOf(error: unknown): { theirs: RoutingRuleItem | null } | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'not-found') return { theirs: null };
  const { rule } = error.details;
  return error.code === 'version-conflict' && rule ? { theirs: rule as RoutingRuleItem } : null;
}
