import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { setupQuery, useSignIn } from './session.queries.ts';
import styles from './session.module.css';
import { SessionPage } from './SessionPage.tsx';

/** The invented people of the demonstration; their password is public knowledge. */
const DEMO = {
  password: 'vis-a-vis',
  accounts: { agent: 'jana', lead: 'sabine', admin: 'admin' },
  domain: 'brueckenfunk.example',
} as const;

/** E-mail address and password; `onSignedIn` leads on. */
export function LoginScreen({ onSignedIn, note }: { onSignedIn: () => void; note?: string }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { data: installation } = useQuery(setupQuery);
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const submit = (credentials: { email: string; password: string }) =>
    signIn.mutate(credentials, { onSuccess: onSignedIn });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit({ email: email.trim(), password });
  };

  return (
    <SessionPage title={t('session.signIn')} organisation={installation?.organisation ?? undefined}>
      <form className={styles.card} onSubmit={onSubmit} aria-label={t('session.signIn')}>
        {note && !signIn.isError && <Banner tone="plain">{note}</Banner>}
        {signIn.isError && (
          <Banner tone="bad" role="alert">
            {sentence(signIn.error)}
          </Banner>
        )}
        <TextField
          label={t('session.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextField
          label={t('session.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" tone="primary" size="large" isBusy={signIn.isPending} isWide>
          {t('session.signIn')}
        </Button>
        <details className={styles.forgot}>
          <summary>{t('session.forgot')}</summary>
          <p>{t('session.forgotText')}</p>
        </details>
      </form>
      {installation?.isDemo && (
        <DemoAccounts
          onChoose={(name) => submit({ email: `${name}@${DEMO.domain}`, password: DEMO.password })}
        />
      )}
    </SessionPage>
  );
}

function DemoAccounts({ onChoose }: { onChoose: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <section className={styles.demo} aria-label={t('session.demo.title')}>
      <h2>{t('session.demo.title')}</h2>
      <p className="t12">{t('session.demo.text')}</p>
      {(['agent', 'lead', 'admin'] as const).map((role) => (
        <Button key={role} onClick={() => onChoose(DEMO.accounts[role])}>
          {t(`session.demo.${role}`)}
        </Button>
      ))}
    </section>
  );
}
