import { IconListCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './session.module.css';
import { useSetUpStep } from './session.queries.ts';

/** For an administrator who left the first run: how far it is, the way back, and an end to it. */
export function SetupReminder() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const me = useMe();
  const end = useSetUpStep();
  const step = me.organisation.setUpStep;
  if (step === null || me.role !== 'admin') return null;
  return (
    <Banner tone="plain" icon={IconListCheck}>
      {t(`session.setup.missing.${step}`)}
      <span className={styles.reminder}>
        <Link to="/setup" search={{}} className={buttonClass({ size: 'small' })}>
          {t('session.setup.resume')}
        </Link>
        <Button
          size="small"
          tone="quiet"
          isBusy={end.isPending}
          onClick={() =>
            end.mutate(null, { onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }) })
          }
        >
          {t('session.setup.end')}
        </Button>
      </span>
    </Banner>
  );
}
