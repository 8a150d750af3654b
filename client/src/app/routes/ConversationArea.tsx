import { useTranslation } from 'react-i18next';
import styles from './inbox.module.css';

interface ConversationAreaProps {
  conversationId: string | null;
  /** Back to the list alone. */
  onClose: () => void;
  /** After it is done: the next row, with focus on it. */
  onMoveOn: () => void;
}

/** Thread, composer and customer of the selected conversation: where these features meet. */
export function ConversationArea({ conversationId }: ConversationAreaProps) {
  const { t } = useTranslation();
  return <main className={styles.nothing}>{conversationId === null ? t('app.nothingSelected') : null}</main>;
}
