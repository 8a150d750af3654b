import type { MailTest } from '@visavis/shared/api/organisation';
import { IconAlertTriangle, IconCheck, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/Field.tsx';
import styles from './organisation.module.css';
import { useTestMail } from './organisation.queries.ts';

interface MailTestPanelProps {
  /** The server's fields are complete. */
  isReady: boolean;
  /** Stores what was changed, so that the test is of what is on screen; null when nothing was. */
  saveFirst: (() => Promise<void>) | null;
}

/** Sends a mail to see whether one arrives, and says in a sentence why not. */
export function MailTestPanel({ isReady, saveFirst }: MailTestPanelProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const me = useMe();
  const [to, setTo] = useState(me.email);
  const [isSaving, setSaving] = useState(false);
  const test = useTestMail();
  const send = async () => {
    test.reset();
    if (saveFirst !== null) {
      setSaving(true);
      try {
        await saveFirst();
      } catch {
        // Why it was refused stands at its fields; there is nothing to test yet.
        return;
      } finally {
        setSaving(false);
      }
    }
    test.mutate(to.trim());
  };
  const isBusy = isSaving || test.isPending;
  return (
    <form
      className={styles.test}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={t('organisation.mail.to')}
        type="email"
        required
        maxLength={254}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" icon={IconSend} isBusy={isBusy} disabled={!isReady}>
          {t(saveFirst === null ? 'organisation.mail.send' : 'organisation.mail.saveAndSend')}
        </Button>
      </div>
      {test.isPending && <Banner tone="busy">{t('organisation.mail.sending')}</Banner>}
      {test.error && (
        <Banner tone="bad" role="alert">
          {sentence(test.error)}
        </Banner>
      )}
      {test.data && <Result result={test.data} to={test.variables} />}
    </form>
  );
}

function Result({ result, to }: { result: MailTest; to: string }) {
  const { t } = useTranslation();
  if (result.ok)
    return (
      <Banner tone="good" icon={IconCheck}>
        {t('organisation.mail.sent', { to })}
      </Banner>
    );
  return (
    <Banner tone="bad" icon={IconAlertTriangle} role="alert">
      {t(`organisation.mail.fault.${result.fault ?? 'protocol'}`)}
      {result.serverSays && (
        <span className={styles.says} dir="auto">
          {t('organisation.mail.says', { words: result.serverSays })}
        </span>
      )}
    </Banner>
  );
}
