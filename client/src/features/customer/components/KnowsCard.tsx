import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { titleOf } from '../../../lib/conversation-title.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { Face } from '../../../ui/Face.tsx';
import { knownHelper } from '../customer-facts.ts';
import styles from './CustomerPanel.module.css';

/** Which of us has helped this customer before; nothing when nobody has. */
export function KnowsCard({ conversation }: { conversation: OpenConversation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = knownHelper(conversation.knows, conversation.history);
  if (known === null) return null;
  const { helper, count, last } = known;
  return (
    <div className={styles.knows}>
      <Face name={helper.name} src={helper.avatarUrl} size={36} isDecorative />
      <div className="grow">
        <div className="b6">{t('customer.knows', { name: firstName(helper.name) })}</div>
        <div className="t12 mut">
          {t('customer.knownFrom', { count, date: format.shortDate(last.lastCustomerMessageAt) })}
        </div>
      </div>
    </div>
  );
}

interface KnowsStripProps {
  conversation: OpenConversation;
  onOpen: () => void;
}

/** The same in one line, on a phone: leads to the whole panel. */
export function KnowsStrip({ conversation, onOpen }: KnowsStripProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = knownHelper(conversation.knows, conversation.history);
  if (known === null) return null;
  const { helper, last } = known;
  const subject = titleOf({ subject: last.subject, contact: conversation.contact });
  return (
    <button type="button" className={styles.strip} onClick={onOpen}>
      <Face name={helper.name} src={helper.avatarUrl} size={24} isDecorative />
      <span className="ell">
        <b className="b6">{t('customer.knows', { name: firstName(helper.name) })}</b> · <bdi>{subject}</bdi>
      </span>
      <span className={styles.stripDate}>{format.shortDate(last.lastCustomerMessageAt)}</span>
    </button>
  );
}
