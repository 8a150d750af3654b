import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../lib/api-client.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { SubmitActions } from '../../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../../ui/Field.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { EditorDialog, type Edited } from '../EditorDialog.tsx';
import { EditorSkeleton } from '../EditorSkeleton.tsx';
import { isConditionComplete } from '../rule-draft.ts';
import styles from '../rule-editor.module.css';
import { useRuleWords } from '../use-rule-words.ts';
import { useSavePolicy } from './policies.queries.ts';
import { draftOf, isComplete, requestOf, targetsOf, type PolicyDraft } from './policy-draft.ts';
import { PolicySentence } from './PolicyRow.tsx';
import { PolicyTerms } from './PolicyTerms.tsx';

interface PolicyEditorProps {
  /** Null writes a new one. */
  policy: SlaPolicyItem | null;
  onClose: () => void;
}

/** Writes a policy: for whom it is, what is promised, when it warns and what its clocks stand still for. */
export function PolicyEditor({ policy, onClose }: PolicyEditorProps) {
  const { t } = useTranslation();
  const title = policy === null ? t('policies.editor.new') : t('policies.editor.edit', { name: policy.name });
  return (
    <EditorDialog
      title={title}
      item={policy}
      draftOf={draftOf}
      discard={t('policies.editor.discard')}
      onClose={onClose}
    >
      {(edited) => <EditorForm title={title} policy={policy} {...edited} />}
    </EditorDialog>
  );
}

interface EditorFormProps extends Edited<SlaPolicyItem, PolicyDraft> {
  title: string;
  policy: SlaPolicyItem | null;
}

function EditorForm({ title, policy, draft, version, onChange, onTake, onCancel, onSaved }: EditorFormProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const { choices, words, isReady, fault } = useRuleWords();
  const save = useSavePolicy();
  const theirs = conflictOf(save.error);
  const canUse = isComplete(draft);
  const submit = (over = version) => {
    if (!canUse || draft.name.trim() === '') return;
    const id = policy?.id ?? null;
    save.mutate(
      { id, request: requestOf(draft, id === null ? undefined : over) },
      {
        onSuccess: ({ name }) => {
          toasts.show({ text: t('policies.editor.saved', { name }), tone: 'done' });
          onSaved();
        },
      },
    );
  };
  if (!isReady) return <EditorSkeleton fault={fault} />;
  const isFallback = policy?.isFallback === true;
  const readable = {
    conditions: draft.conditions.filter(isConditionComplete),
    targets: targetsOf(draft),
    isFallback,
  };
  return (
    <form
      className={styles.editor}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {theirs === null && save.error !== null && (
        <Banner tone="bad" role="alert">
          {sentence(save.error)}
        </Banner>
      )}
      {theirs !== null && (
        <Banner tone="busy" role="alert">
          <div className={styles.conflict}>
            <b>{t('policies.editor.conflict')}</b>
            <PolicySentence policy={theirs} words={words} />
            <div className={styles.row}>
              <Button onClick={() => submit(theirs.version)}>{t('policies.editor.keepMine')}</Button>
              <Button
                onClick={() => {
                  save.reset();
                  onTake(theirs);
                }}
              >
                {t('policies.editor.takeTheirs')}
              </Button>
            </div>
          </div>
        </Banner>
      )}
      <TextField
        label={t('policies.editor.name')}
        help={t('policies.editor.nameHelp')}
        required
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <PolicyTerms draft={draft} hasConditions={!isFallback} choices={choices} onChange={onChange} />
      <section className={styles.preview} aria-label={t('policies.editor.preview')}>
        <span className={styles.help}>{t('policies.editor.preview')}</span>
        <PolicySentence policy={readable} words={words} />
      </section>
      {!isFallback && (
        <CheckField
          label={t('policies.editor.isOn')}
          help={t('policies.editor.isOnHelp')}
          checked={draft.isActive}
          onChange={(event) => onChange({ ...draft, isActive: event.currentTarget.checked })}
        />
      )}
      {!canUse && <p className={styles.help}>{t('policies.editor.incomplete')}</p>}
      <SubmitActions onCancel={onCancel} isBusy={save.isPending} isDisabled={!canUse} />
    </form>
  );
}

/** What somebody else saved meanwhile. */
function conflictOf(error: unknown): SlaPolicyItem | null {
  if (!(error instanceof ApiError) || error.code !== 'version-conflict') return null;
  const { policy } = error.details;
  return policy ? (policy as SlaPolicyItem) : null;
}
