import { IconBellRinging } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { CheckField } from '../../../ui/Field.tsx';
import { Card } from '../../../ui/Page.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { askPermission, browserPermission, showNotification } from '../browser-notices.ts';
import type { NoticeSettingsPartProps } from './NoticesSection.tsx';
import styles from './NoticesSection.module.css';

/** Whether this browser may show notices, and how much they say. */
export function BrowserCard({ settings, onChange }: NoticeSettingsPartProps) {
  const { t } = useTranslation();
  return (
    <Card title={t('notices.browser.title')}>
      <div className={styles.stack}>
        <p className="mut">{t('notices.browser.text')}</p>
        <Permission />
        <CheckField
          label={t('notices.browser.showsTexts')}
          help={t('notices.browser.showsTextsHelp')}
          checked={settings.showsTexts}
          onChange={({ target }) => onChange({ ...settings, showsTexts: target.checked })}
        />
      </div>
    </Card>
  );
}

function Permission() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const [permission, setPermission] = useState(browserPermission);
  const onTest = () => {
    const notice = { title: t('notices.browser.testTitle'), body: t('notices.browser.testBody') };
    const isTaken = showNotification({ id: 'test', ...notice, onClick: () => {} });
    if (isTaken) toasts.show({ text: t('notices.browser.testShown'), tone: 'done' });
    else toasts.show({ text: t('notices.browser.unsupported'), tone: 'error' });
  };
  switch (permission) {
    case 'unsupported':
      return <Banner tone="plain">{t('notices.browser.unsupported')}</Banner>;
    case 'denied':
      return <Banner tone="plain">{t('notices.browser.denied')}</Banner>;
    case 'granted':
      return (
        <div className={styles.line}>
          <Chip tone="ok">{t('notices.browser.granted')}</Chip>
          <Button size="small" icon={IconBellRinging} onClick={onTest}>
            {t('notices.browser.test')}
          </Button>
        </div>
      );
    default:
      return (
        <div className={styles.line}>
          <Button
            icon={IconBellRinging}
            onClick={() => void askPermission().then((answer) => setPermission(answer))}
          >
            {t('notices.browser.allow')}
          </Button>
          <span className="mut">{t('notices.browser.askText')}</span>
        </div>
      );
  }
}
