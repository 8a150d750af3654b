import type { ContactHistoryItem } from '@visavis/shared/api/conversations';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../../lib/conversation-title.ts';
import { useFormat } from '../../../lib/format.ts';
import { Face, NobodyFace } from '../../../ui/Face.tsx';
import styles from './CustomerPanel.module.css';

const AT_A_GLANCE = 4;

/** What there was with this customer before; each line leads there. */
export function History({ history }: { history: readonly ContactHistoryItem[] }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? history : history.slice(0, AT_A_GLANCE);
  return (
    <section aria-labelledby="customer-history">
      <h3 className={styles.title} id="customer-history">
        {t('customer.history.title')}
        {history.length > AT_A_GLANCE && !isWhole && (
          <button type="button" className={styles.aside} onClick={() => setWhole(true)}>
            {t('customer.history.all', { count: history.length })}
          </button>
        )}
      </h3>
      {history.length === 0 ? (
        <p className="t12 mut">{t('customer.history.none')}</p>
      ) : (
        <ul className={styles.history}>
          {shown.map((past) => (
            <Past key={past.id} past={past} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Past({ past: { id, subject, lastCustomerMessageAt, helper } }: { past: ContactHistoryItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = titleOf({ subject, contact: { name: '…' } });
  const date = format.shortDate(lastCustomerMessageAt);
  const label = helper
    ? t('customer.history.helped', { subject: title, date, name: helper.name })
    : t('customer.history.unanswered', { subject: title, date });
  return (
    <li>
      <Link to="/inbox/$view" params={{ view: 'all' }} search={{ c: id }} aria-label={label} title={title}>
        <time dateTime={lastCustomerMessageAt}>{date}</time>
        <span className="grow ell" dir="auto">
          {title}
        </span>
        {helper ? (
          <Face name={helper.name} src={helper.avatarUrl} size={20} isDecorative />
        ) : (
          <NobodyFace label={t('customer.history.nobody')} size={20} />
        )}
      </Link>
    </li>
  );
}
