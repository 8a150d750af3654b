import { useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import styles from './session.module.css';
import type { SetupDraft } from './setup-draft.ts';

interface AdministratorStepProps {
  draft: SetupDraft;
  set: (part: Partial<SetupDraft>) => void;
  faults: Record<string, string>;
  /** From the address, empty when it was not in it. */
  token: string;
  isBusy: boolean;
  onSubmit: (secrets: { token: string; password: string }) => void;
}

/** Who sets it up: whoever can read the console, and so knows the one-time key. */
export function AdministratorStep({ draft, set, faults, token, isBusy, onSubmit }: AdministratorStepProps) {
  const { t } = useTranslation();
  const [secrets, setSecrets] = useState({ token, password: '' });
  const secret = (name: keyof typeof secrets) => ({
    value: secrets[name],
    onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement>) =>
      setSecrets((present) => ({ ...present, [name]: value })),
  });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(secrets);
      }}
    >
      <TextField
        label={t('session.setup.displayName')}
        error={faults.displayName}
        autoComplete="name"
        required
        maxLength={80}
        value={draft.displayName}
        onChange={(event) => set({ displayName: event.currentTarget.value })}
      />
      <TextField
        label={t('session.email')}
        error={faults.email}
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        value={draft.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <TextField
        label={t('session.password')}
        help={t('session.setup.passwordHelp')}
        error={faults.password}
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        {...secret('password')}
      />
      <TextField
        label={t('session.setup.token')}
        help={t('session.setup.tokenHelp')}
        error={faults.token}
        autoComplete="off"
        required
        {...secret('token')}
      />
      <div className={styles.moves}>
        <Button size="large" onClick={() => set({ step: 'organisation' })}>
          {t('common.back')}
        </Button>
        <Button type="submit" tone="primary" size="large" isBusy={isBusy}>
          {t('session.setup.submit')}
        </Button>
      </div>
    </form>
  );
}
