import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../lib/api-client.ts';
import { cx } from '../lib/class-names.ts';
import { useSentence } from '../lib/error-sentence.ts';
import { Button } from './Button.tsx';
import styles from './EmptyState.module.css';
import { Icon } from './Icon.tsx';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** Faces or an icon above the title. */
  picture?: ReactNode;
  actions?: ReactNode;
  /** It is all there is on the page. */
  isPage?: boolean;
}

/** Nothing is here, and that is as it should be. */
export function EmptyState({ title, children, picture, actions, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={styles.state}>
      {picture && <div className={styles.picture}>{picture}</div>}
      <Title className={styles.title}>{title}</Title>
      {children && <p className={styles.text}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface ErrorStateProps {
  /** What could not be done. */
  title: string;
  error: unknown;
  onRetry?: () => void;
}

/** Something could not be loaded: what happened, what to do, and the number under which it stands in the logs. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <div className={cx(styles.state, styles.fault)} role="alert">
      <div className={styles.picture}>
        <Icon of={IconAlertTriangle} size={28} />
      </div>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{sentence(error)}</p>
      {onRetry && (
        <div className={styles.actions}>
          <Button icon={IconRefresh} onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </div>
      )}
      {error instanceof ApiError && error.requestId && (
        <p className={styles.reference}>{t('common.requestId', { id: error.requestId })}</p>
      )}
    </div>
  );
}
