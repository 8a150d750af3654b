import type { Locale } from '@visavis/shared/api/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useSetup } from './session.queries.ts';
import styles from './session.module.css';
import { SessionPage } from './SessionPage.tsx';

const FIELDS = [
  { name: 'token', label: 'session.setup.token', autoComplete: 'off', type: 'text' },
  {
    name: 'organisationName',
    label: 'session.setup.organisationName',
    autoComplete: 'organization',
    type: 'text',
  },
  { name: 'displayName', label: 'session.setup.displayName', autoComplete: 'name', type: 'text' },
  { name: 'email', label: 'session.email', autoComplete: 'username', type: 'email' },
  { name: 'password', label: 'session.password', autoComplete: 'new-password', type: 'password' },
] as const;

/** The first visit of an empty installation: the organisation and its administrator. */
export function SetupScreen({ token, onDone }: { token: string; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const sentence = useSentence();
  const setup = useSetup();
  const [form, setForm] = useState({ token, organisationName: '', displayName: '', email: '', password: '' });
  const isKeyWrong = setup.error instanceof ApiError && setup.error.code === 'link-expired';
  const faults: Record<string, string> = {
    ...useFieldFaults()(setup.error),
    ...(isKeyWrong ? { token: t('session.setup.wrongKey') } : {}),
  };
  const locale: Locale = i18n.language === 'en' ? 'en' : 'de';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <SessionPage title={t('session.setup.title')}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          setup.mutate({ ...form, locale, timeZone }, { onSuccess: onDone });
        }}
      >
        <h2>{t('session.setup.title')}</h2>
        <p className="t12 sec">{t('session.setup.text')}</p>
        {setup.isError && !isKeyWrong && (
          <Banner tone="bad" role="alert">
            {sentence(setup.error)}
          </Banner>
        )}
        {FIELDS.map((field) => (
          <TextField
            key={field.name}
            label={t(field.label)}
            help={field.type === 'password' ? t('session.setup.passwordHelp') : undefined}
            error={faults[field.name]}
            type={field.type}
            autoComplete={field.autoComplete}
            required
            minLength={field.type === 'password' ? 10 : undefined}
            value={form[field.name]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setForm((present) => ({ ...present, [field.name]: value }));
            }}
          />
        ))}
        <Button type="submit" tone="primary" size="large" isBusy={setup.isPending} isWide>
          {t('session.setup.submit')}
        </Button>
      </form>
    </SessionPage>
  );
}
