import type {
  MailSecurity,
  MailSettingsItem,
  SaveMailSettingsRequest,
} from '@visavis/shared/api/organisation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldFaults, useSentence } from '../../../lib/error-sentence.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Card, Form, FormActions } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { MailTestPanel } from './MailTestPanel.tsx';
import styles from './organisation.module.css';
import { mailQuery, useSaveMail } from './organisation.queries.ts';

const PORTS: Record<MailSecurity, number> = { tls: 465, starttls: 587, none: 25 };
const SECURITIES = ['starttls', 'tls', 'none'] as const;

/** Through which server mails leave the house, and whether they do. */
export function MailCard() {
  const { t } = useTranslation();
  const settings = useQuery(mailQuery);
  return (
    <Card title={t('organisation.mail.title')} note={t('organisation.mail.text')}>
      <Loaded query={settings} title={t('settings.loadFailed')}>
        {(stored) => <MailForm stored={stored} />}
      </Loaded>
    </Card>
  );
}

interface Fields {
  host: string;
  port: string;
  security: MailSecurity;
  user: string;
  password: string;
  from: string;
}

const fieldsOf = (stored: MailSettingsItem): Fields => ({
  host: stored.host ?? '',
  port: String(stored.port),
  security: stored.security,
  user: stored.user ?? '',
  password: '',
  from: stored.from ?? '',
});

const requestOf = (fields: Fields): SaveMailSettingsRequest => ({
  host: fields.host.trim(),
  port: Number(fields.port),
  security: fields.security,
  user: fields.user.trim() || null,
  from: fields.from.trim(),
  ...(fields.password === '' ? {} : { password: fields.password }),
});

function MailForm({ stored }: { stored: MailSettingsItem }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const [changes, setChanges] = useState<Partial<Fields>>({});
  const fields = { ...fieldsOf(stored), ...changes };
  const set = (part: Partial<Fields>) => setChanges((present) => ({ ...present, ...part }));
  const save = useSaveMail();
  const isChanged = JSON.stringify(fields) !== JSON.stringify(fieldsOf(stored));
  const isPortBad =
    !/^\d{1,5}$/u.test(fields.port) || Number(fields.port) < 1 || Number(fields.port) > 65_535;
  const isComplete = fields.host.trim() !== '' && fields.from.trim() !== '' && !isPortBad;
  const store = async () => {
    await save.mutateAsync(requestOf(fields));
    setChanges({});
  };
  const remove = () =>
    save.mutate(null, {
      onSuccess: () => {
        setChanges({});
        toasts.show({ text: t('organisation.mail.removed'), tone: 'done' });
      },
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  const submit = () => {
    if (isComplete)
      // What was refused stands above the fields.
      void store().then(
        () => toasts.show({ text: t('common.saved'), tone: 'done' }),
        () => {},
      );
  };
  return (
    <div className={styles.halves}>
      <Form label={t('organisation.mail.title')} error={save.error} onSubmit={submit}>
        <MailFields {...{ fields, set, stored, isPortBad }} error={save.error} />
        <FormActions>
          <Button type="submit" tone="primary" isBusy={save.isPending} disabled={!isChanged || !isComplete}>
            {t('common.save')}
          </Button>
          {stored.host !== null && (
            <Button tone="quiet" disabled={save.isPending} onClick={remove}>
              {t('organisation.mail.remove')}
            </Button>
          )}
          {isChanged && !save.isPending && (
            <span className={styles.unsaved} role="status">
              {t(save.error ? 'organisation.notSaved' : 'organisation.unsaved')}
            </span>
          )}
        </FormActions>
      </Form>
      <MailTestPanel isReady={isComplete} saveFirst={isChanged ? store : null} />
    </div>
  );
}

interface MailFieldsProps {
  fields: Fields;
  set: (part: Partial<Fields>) => void;
  stored: MailSettingsItem;
  isPortBad: boolean;
  error: unknown;
}

function MailFields({ fields, set, stored, isPortBad, error }: MailFieldsProps) {
  const { t } = useTranslation();
  const faults = useFieldFaults()(error);
  const isFaulty = (name: keyof Fields) => faults[name] !== undefined;
  const text = (name: keyof Fields) => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const choose = (security: MailSecurity) => {
    // A port somebody chose stays; one that only went with the encryption goes with it.
    const isUsual = Object.values(PORTS).includes(Number(fields.port));
    set({ security, ...(isUsual ? { port: String(PORTS[security]) } : {}) });
  };
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={t('organisation.mail.host')}
          help={t('organisation.mail.hostHelp')}
          error={isFaulty('host') ? t('organisation.mail.hostBad') : null}
          required
          maxLength={255}
          autoCapitalize="none"
          spellCheck={false}
          {...text('host')}
        />
        <TextField
          label={t('organisation.mail.port')}
          error={isPortBad || isFaulty('port') ? t('organisation.mail.portBad') : null}
          required
          inputMode="numeric"
          maxLength={5}
          {...text('port')}
        />
      </div>
      <SelectField
        label={t('organisation.mail.security')}
        error={isFaulty('security') ? t('organisation.mail.securityBad') : null}
        value={fields.security}
        options={SECURITIES.map((value) => ({ value, label: t(`organisation.mail.${value}`) }))}
        onChange={(event) =>
          choose(SECURITIES.find((each) => each === event.currentTarget.value) ?? 'starttls')
        }
      />
      <TextField
        label={t('organisation.mail.user')}
        help={t('organisation.mail.userHelp')}
        error={faults.user}
        autoComplete="off"
        maxLength={200}
        {...text('user')}
      />
      <TextField
        label={t('organisation.mail.password')}
        help={stored.hasPassword ? t('organisation.mail.passwordKept') : undefined}
        error={isFaulty('password') ? t('organisation.mail.passwordNeeded') : null}
        type="password"
        autoComplete="new-password"
        maxLength={500}
        disabled={fields.user.trim() === ''}
        {...text('password')}
      />
      <TextField
        label={t('organisation.mail.from')}
        help={t('organisation.mail.fromHelp')}
        error={faults.from}
        type="email"
        required
        maxLength={254}
        {...text('from')}
      />
    </>
  );
}
