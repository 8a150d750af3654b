import type { Locale, Theme } from '@visavis/shared/api/session';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { agentsQuery, useMe } from '../../lib/directory.queries.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { AVAILABILITIES, useUpdateMe } from '../../lib/me.mutations.ts';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { Card, Form, FormActions } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import styles from './ProfileSection.module.css';
import { useSaveFace } from './settings.queries.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const LOCALES: readonly Locale[] = ['de', 'en'];

/** How customers see the agent, and how the agent likes the screen. */
export function ProfileSection() {
  return (
    <>
      <FaceCard />
      <div className={styles.columns}>
        <PublicCard />
        <ScreenCard />
        <PasswordCard />
      </div>
    </>
  );
}

function FaceCard() {
  const { t } = useTranslation();
  const me = useMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const save = useSaveFace();
  const input = useRef<HTMLInputElement>(null);
  // Version 0 of a face is the portrait of initials.
  const hasFace = !/\/0\/\d+\.webp$/u.test(me.avatarUrl);
  const submit = (picture: File | null) =>
    save.mutate(picture, {
      onSuccess: () =>
        toasts.show({
          text: t(picture ? 'settings.profile.faceSaved' : 'settings.profile.withdrawn'),
          tone: 'done',
        }),
      onError: (error) => {
        const isRefused = error instanceof ApiError && error.code === 'media-rejected';
        toasts.show({ text: isRefused ? t('settings.profile.faceRefused') : sentence(error), tone: 'error' });
      },
    });
  return (
    <Card title={t('settings.profile.face')}>
      <div className={styles.face}>
        <Face name={me.displayName} src={me.avatarUrl} size={96} />
        <div className="grow">
          <p>{t('settings.profile.faceText')}</p>
          <FormActions>
            <input
              ref={input}
              className={styles.file}
              type="file"
              tabIndex={-1}
              aria-label={t('settings.profile.choose')}
              accept="image/jpeg,image/png,image/webp"
              onChange={(event) => {
                const [picture] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                if (picture) submit(picture);
              }}
            />
            <Button isBusy={save.isPending} onClick={() => input.current?.click()}>
              {t('settings.profile.choose')}
            </Button>
            {hasFace && (
              <Button tone="quiet" disabled={save.isPending} onClick={() => submit(null)}>
                {t('settings.profile.withdraw')}
              </Button>
            )}
          </FormActions>
        </div>
      </div>
    </Card>
  );
}

function PublicCard() {
  const { t } = useTranslation();
  const me = useMe();
  const own = useQuery({ ...agentsQuery, select: (all) => all.find((agent) => agent.id === me.id) }).data;
  // The fields start from what is stored, so they wait for it.
  return (
    <Card title={t('settings.profile.public')}>
      {own && <PublicForm publicName={me.publicName} helpsWith={own.helpsWith} languages={own.languages} />}
    </Card>
  );
}

interface PublicFields {
  publicName: string;
  helpsWith: string;
  languages: string[];
}

function PublicForm(stored: PublicFields) {
  const { t } = useTranslation();
  const me = useMe();
  const toasts = useToasts();
  const update = useUpdateMe();
  const [publicName, setPublicName] = useState(stored.publicName);
  const [helpsWith, setHelpsWith] = useState(stored.helpsWith);
  const [languages, setLanguages] = useState(stored.languages.join(', '));
  const faults = useFieldFaults()(update.error);
  const save = () =>
    update.mutate(
      {
        publicName: publicName.trim(),
        helpsWith: helpsWith.trim(),
        languages: languages.split(/[\s,;]+/).filter(Boolean),
      },
      { onSuccess: () => toasts.show({ text: t('common.saved'), tone: 'done' }) },
    );
  return (
    <Form onSubmit={save} error={update.error} label={t('settings.profile.public')}>
      <TextField
        label={t('settings.profile.publicName')}
        error={faults.publicName}
        required
        maxLength={60}
        value={publicName}
        onChange={(event) => setPublicName(event.currentTarget.value)}
      />
      <TextField
        label={t('settings.profile.mark')}
        help={t('settings.profile.markHelp')}
        value={`^${me.mark}`}
        disabled
      />
      <TextField
        label={t('settings.profile.helpsWith')}
        help={t('settings.profile.helpsWithHelp')}
        maxLength={200}
        value={helpsWith}
        onChange={(event) => setHelpsWith(event.currentTarget.value)}
      />
      <TextField
        label={t('settings.profile.languages')}
        help={t('settings.profile.languagesHelp')}
        error={
          Object.keys(faults).some((name) => name.startsWith('languages')) ? t('common.field.wrong') : null
        }
        value={languages}
        onChange={(event) => setLanguages(event.currentTarget.value)}
      />
      <FormActions>
        <Button type="submit" tone="primary" isBusy={update.isPending}>
          {t('common.save')}
        </Button>
      </FormActions>
    </Form>
  );
}

function ScreenCard() {
  const { t } = useTranslation();
  const me = useMe();
  const update = useUpdateMe();
  return (
    <Card title={t('settings.profile.screen')}>
      <Form onSubmit={() => {}} error={update.error} label={t('settings.profile.screen')}>
        <SelectField
          label={t('common.availability.label')}
          value={me.availability}
          options={AVAILABILITIES.map((value) => ({ value, label: t(`common.availability.${value}`) }))}
          onChange={(event) => {
            const availability = AVAILABILITIES.find((each) => each === event.currentTarget.value);
            if (availability) update.mutate({ availability });
          }}
        />
        <SelectField
          label={t('inbox.menu.language')}
          value={me.locale}
          options={LOCALES.map((value) => ({ value, label: t(`common.language.${value}`) }))}
          onChange={(event) => update.mutate({ locale: event.currentTarget.value === 'en' ? 'en' : 'de' })}
        />
        <SelectField
          label={t('common.theme.label')}
          value={me.theme}
          options={THEMES.map((value) => ({ value, label: t(`common.theme.${value}`) }))}
          onChange={(event) =>
            update.mutate({ theme: THEMES.find((each) => each === event.currentTarget.value) })
          }
        />
        <CheckField
          label={t('settings.profile.shortcuts')}
          help={t('settings.profile.shortcutsHelp')}
          checked={me.shortcutsEnabled}
          onChange={(event) => update.mutate({ shortcutsEnabled: event.currentTarget.checked })}
        />
      </Form>
    </Card>
  );
}
