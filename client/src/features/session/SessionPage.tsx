import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setLocale } from '../../lib/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import styles from './session.module.css';

/** The frame of the pages before the login: mark, claim, and the choice of language. */
export function SessionPage({
  organisation,
  children,
}: {
  organisation?: string | undefined;
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <div className={styles.brand}>
          <Mark size={30} />
          {organisation ? `Visavis · ${organisation}` : 'Visavis'}
        </div>
        <p className={styles.claim}>{t('session.claim')}</p>
        {children}
        <div className={styles.foot}>
          {(['de', 'en'] as const).map((locale) => (
            <Button
              key={locale}
              tone="quiet"
              size="small"
              lang={locale}
              aria-pressed={i18n.language === locale}
              onClick={() => void setLocale(locale)}
            >
              {t(`common.language.${locale}`)}
            </Button>
          ))}
        </div>
      </div>
    </main>
  );
}
