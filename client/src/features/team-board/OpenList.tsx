import type { ConversationItem } from '@visavis/shared/api/conversations';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/class-names.ts';
import { withoutAddress } from '../../lib/conversation-title.ts';
import { CustomerAvatar } from '../../ui/CustomerAvatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SlaChip } from '../../ui/SlaChip.tsx';
import { dragConversation } from './dragged-conversation.ts';
import styles from './TeamBoard.module.css';

interface OpenListProps {
  items: ConversationItem[];
  /** Below each other with their text, instead of side by side. */
  isTall?: boolean;
  onGive: (conversationId: string) => void;
}

/** Conversations that can be opened, dragged onto a person, or given by the button beside them. */
export function OpenList({ items, isTall = false, onGive }: OpenListProps) {
  const { t } = useTranslation();
  return (
    <ul className={cx(styles.list, isTall && styles.tall)}>
      {items.map((item) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging only repeats the button beside it
        <li
          key={item.id}
          className={styles.item}
          draggable
          onDragStart={(event) => dragConversation(event, item.id)}
        >
          <Link
            to="/inbox/$view"
            params={{ view: 'all' }}
            search={{ c: item.id }}
            className={styles.link}
            draggable={false}
          >
            <CustomerAvatar name={item.contact.name} src={item.contact.avatarUrl} size={24} />
            <span className={styles.words}>
              <b className="ell" dir="auto">
                {item.contact.name}
              </b>
              {isTall && (
                <small className="ell" dir="auto" lang={item.language ?? undefined}>
                  {withoutAddress(item.excerpt)}
                </small>
              )}
            </span>
            {item.due && <SlaChip due={item.due} />}
          </Link>
          <button
            type="button"
            className={styles.give}
            aria-label={t('teamBoard.give', { name: item.contact.name })}
            title={t('teamBoard.give', { name: item.contact.name })}
            onClick={() => onGive(item.id)}
          >
            <Icon of={IconArrowRight} size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
