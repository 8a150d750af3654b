import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setLocale } from '../../lib/i18n.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import styles from './session.module.css';

interface SessionPageProps {
  /** For the tab of the browser. */
  title: string;
  organisation?: string | undefined;
  /** For forms that need more room than a login. */
  isWide?: boolean;
  children: ReactNode;
}

/** The frame of the pages before the login: mark, claim, and the choice of language. */
export function SessionPage({ title, organisation, isWide = false, children }: SessionPageProps) {
  const { t, i18n } = useTranslation();
  usePageTitle(title);
  return (
    <main className={styles.page}>
      <div className={styles.box} data-wide={isWide}>
        <h1 className={styles.brand}>
          <Mark size={30} />
          {organisation ? `Visavis · ${organisation}` : 'Visavis'}
        </h1>
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
