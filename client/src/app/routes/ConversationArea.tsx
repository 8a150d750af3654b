import { IconMessages, IconMessageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ThreadSkeleton } from '../../features/conversation/components/ThreadSkeleton.tsx';
import { CustomerSkeleton } from '../../features/customer/components/CustomerSkeleton.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { conversationQuery } from '../../lib/conversation.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, ErrorState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './ConversationArea.module.css';
import { OpenedConversation } from './OpenedConversation.tsx';

interface ConversationAreaProps {
  conversationId: string | null;
  /** It is only looked at: nothing is marked as read, nothing is written. */
  isWatching: boolean;
  onWatch: (isOn: boolean) => void;
  /** Back to the list alone. */
  onClose: () => void;
  /** After it is done: the next row, with focus on it. */
  onMoveOn: () => void;
}

/** Thread, composer and customer of the selected conversation; or why there is none to show. */
export function ConversationArea({ conversationId, ...ways }: ConversationAreaProps) {
  const { t } = useTranslation();
  if (conversationId === null) {
    return (
      <main className={styles.nothing}>
        <EmptyState title={t('conversation.nothing.title')} picture={<Icon of={IconMessages} size={32} />}>
          {t('conversation.nothing.text')}
        </EmptyState>
      </main>
    );
  }
  return <Selected key={conversationId} conversationId={conversationId} {...ways} />;
}

interface SelectedProps extends ConversationAreaProps {
  conversationId: string;
}

function Selected({ conversationId, ...ways }: SelectedProps) {
  const { onClose } = ways;
  const { t } = useTranslation();
  const query = useQuery(conversationQuery(conversationId));
  const { error } = query;
  const isGone =
    error instanceof ApiError && (error.status === 404 || error.status === 403 || error.status === 400);
  if (isGone) {
    return (
      <main className={styles.nothing}>
        <EmptyState
          title={t('conversation.gone.title')}
          picture={<Icon of={IconMessageOff} size={32} />}
          actions={<Button onClick={onClose}>{t('conversation.gone.back')}</Button>}
        >
          {t('conversation.gone.text')}
        </EmptyState>
      </main>
    );
  }
  if (query.data) return <OpenedConversation conversation={query.data} {...ways} />;
  if (error) {
    return (
      <main className={styles.nothing}>
        <ErrorState title={t('conversation.loadFailed')} error={error} onRetry={() => void query.refetch()} />
      </main>
    );
  }
  return (
    <div className={styles.area}>
      <main className={styles.main}>
        <ThreadSkeleton />
      </main>
      <aside className={styles.customerToCome} aria-label={t('customer.label')}>
        <CustomerSkeleton />
      </aside>
    </div>
  );
}
