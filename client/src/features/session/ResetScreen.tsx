import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useResetPassword } from './session.queries.ts';
import styles from './session.module.css';
import { SessionPage } from './SessionPage.tsx';

/** A new password, by the link of an administrator. */
export function ResetScreen({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const reset = useResetPassword();
  const [newPassword, setNewPassword] = useState('');
  return (
    <SessionPage title={t('session.reset.title')}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate({ token, newPassword }, { onSuccess: onDone });
        }}
      >
        <h2>{t('session.reset.title')}</h2>
        {reset.isError && (
          <Banner tone="bad" role="alert">
            {sentence(reset.error)}
          </Banner>
        )}
        <TextField
          label={t('session.reset.newPassword')}
          help={t('session.reset.text')}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          value={newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
        <Button type="submit" tone="primary" size="large" isBusy={reset.isPending} isWide>
          {t('session.reset.submit')}
        </Button>
      </form>
    </SessionPage>
  );
}
