import type { PublicForms } from '@visavis/shared/agents/public-face';
import type { AgentItem } from '@visavis/shared/api/agents';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, useMe } from '../../../lib/directory.queries.ts';
import { useFieldFaults } from '../../../lib/error-sentence.ts';
import { useUpdateMe } from '../../../lib/me.mutations.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { LanguagesField } from '../../../ui/LanguagesField.tsx';
import { Card, Form, FormActions } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { IdentityPreview, type DraftIdentity } from './IdentityPreview.tsx';
import styles from './profile.module.css';

interface IdentityCardProps {
  /** As chosen on the cards below, agreed to or not yet. */
  forms: PublicForms;
  isOnTeamPage: boolean;
}

/** Name, mark and what somebody tells about themselves, apart from how they sign in; beside it how it will look. */
export function IdentityCard(props: IdentityCardProps) {
  const { t } = useTranslation();
  const me = useMe();
  const own = useQuery({ ...agentsQuery, select: (all) => all.find((agent) => agent.id === me.id) }).data;
  // The fields start from what is stored, so they wait for it.
  return <Card title={t('profile.identity.title')}>{own && <IdentityForm own={own} {...props} />}</Card>;
}

const draftOf = (own: AgentItem): DraftIdentity => ({
  publicName: own.publicName,
  pronouns: own.pronouns,
  sinceYear: own.sinceYear === null ? '' : String(own.sinceYear),
  helpsWith: own.helpsWith,
  sentence: own.sentence,
  languages: own.languages,
});

function IdentityForm({ own, ...shown }: IdentityCardProps & { own: AgentItem }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const toasts = useToasts();
  const update = useUpdateMe();
  const [draft, setDraft] = useState(() => draftOf(own));
  const faults = useFieldFaults()(update.error);
  const faultOf = (name: keyof DraftIdentity) =>
    Object.keys(faults).some((fault) => fault === name || fault.startsWith(`${name}.`))
      ? t('common.field.wrong')
      : null;
  const text = (name: Exclude<keyof DraftIdentity, 'languages'>) => ({
    value: draft[name],
    error: faultOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((present) => ({ ...present, [name]: value }));
    },
  });
  const year = draft.sinceYear.trim();
  const isYearBad = year !== '' && !/^(19|20|21)\d\d$/.test(year);
  const save = () => {
    if (isYearBad) return;
    update.mutate(
      {
        publicName: draft.publicName.trim(),
        pronouns: draft.pronouns.trim(),
        sinceYear: year === '' ? null : Number(year),
        helpsWith: draft.helpsWith.trim(),
        sentence: draft.sentence.trim(),
        languages: draft.languages,
      },
      {
        onSuccess: () => {
          void client.invalidateQueries({ queryKey: agentsQuery.queryKey });
          toasts.show({ text: t('common.saved'), tone: 'done' });
        },
      },
    );
  };
  return (
    <div className={styles.identity}>
      <Form onSubmit={save} error={update.error} label={t('profile.identity.title')}>
        <div className={styles.pair}>
          <TextField
            label={t('profile.identity.publicName')}
            help={t('profile.identity.publicNameHelp')}
            required
            maxLength={60}
            {...text('publicName')}
          />
          <TextField
            label={t('profile.identity.mark')}
            help={t('profile.identity.markHelp')}
            value={`^${own.mark}`}
            disabled
          />
          <TextField
            label={t('profile.identity.pronouns')}
            help={t('profile.identity.pronounsHelp')}
            maxLength={40}
            {...text('pronouns')}
          />
          <TextField
            label={t('profile.identity.sinceYear')}
            help={t('profile.identity.sinceYearHelp')}
            inputMode="numeric"
            maxLength={4}
            {...text('sinceYear')}
            error={isYearBad ? t('profile.identity.sinceYearBad') : null}
          />
        </div>
        <TextField
          label={t('profile.identity.helpsWith')}
          help={t('profile.identity.helpsWithHelp')}
          maxLength={200}
          {...text('helpsWith')}
        />
        <TextField
          label={t('profile.identity.sentence')}
          help={t('profile.identity.sentenceHelp')}
          maxLength={200}
          {...text('sentence')}
        />
        <LanguagesField
          label={t('profile.identity.languages')}
          error={faultOf('languages')}
          values={draft.languages}
          onChange={(languages) => setDraft((present) => ({ ...present, languages }))}
        />
        <FormActions>
          <Button type="submit" tone="primary" isBusy={update.isPending}>
            {t('common.save')}
          </Button>
        </FormActions>
      </Form>
      <IdentityPreview identity={draft} {...shown} />
    </div>
  );
}
