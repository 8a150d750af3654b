import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../ui/Button.tsx';
import { usePageTitle } from '../lib/page-title.ts';
import { EmptyState, ErrorState } from '../ui/EmptyState.tsx';
import styles from './faults.module.css';

/** A path that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  usePageTitle(t('app.notFound.title'));
  return (
    <main className={styles.page}>
      <EmptyState
        isPage
        title={t('app.notFound.title')}
        actions={
          <Link to="/" className={buttonClass({ tone: 'primary' })}>
            {t('app.notFound.home')}
          </Link>
        }
      >
        {t('app.notFound.text')}
      </EmptyState>
    </main>
  );
}

/** A page that could not be loaded at all. */
export function PageFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <ErrorState title={t('app.broken')} error={error} onRetry={onRetry} />
    </main>
  );
}
