import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../../features/conversation/conversation.mutations.ts';
import { CustomerPanel } from '../../features/customer/components/CustomerPanel.tsx';
import type { OpenConversation } from '../../lib/conversation-cache.ts';
import { useNarrow } from '../../lib/media.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import styles from './ConversationArea.module.css';

const COLUMN_ID = 'customer';

export interface CustomerPlace {
  /** There is room for a column; else the customer is in a drawer. */
  isColumn: boolean;
  isOpen: boolean;
  /** Opens the drawer; where there is a column, leads there. */
  show: () => void;
  hide: () => void;
}

/** Where the customer stands: beside the thread where there is room, else in a drawer; C leads to either. */
export function useCustomerPlace(): CustomerPlace {
  const { t } = useTranslation();
  const isColumn = !useNarrow();
  const [isOpen, setOpen] = useState(false);
  const show = () => {
    if (isColumn) document.getElementById(COLUMN_ID)?.focus();
    else setOpen(true);
  };
  useShortcuts([
    { id: 'customer.show', keys: 'c', group: 'everywhere', label: t('customer.show'), run: show },
  ]);
  return { isColumn, isOpen: isOpen && !isColumn, show, hide: () => setOpen(false) };
}

interface CustomerSideProps {
  place: CustomerPlace;
  conversation: OpenConversation;
  desk: Desk;
}

/** The customer of the open conversation, in the place that there is. */
export function CustomerSide({ place, conversation, desk }: CustomerSideProps) {
  const { t } = useTranslation();
  const { tags } = conversation;
  const panel = (
    <CustomerPanel
      conversation={conversation}
      onTags={(changed) => void desk.change({ tags: changed }, { shown: { tags: changed }, undo: { tags } })}
      onMute={(contactId, isMuted) => void desk.setMuted(contactId, isMuted)}
    />
  );
  if (place.isColumn) {
    return (
      <aside id={COLUMN_ID} className={styles.customer} aria-label={t('customer.label')} tabIndex={-1}>
        {panel}
      </aside>
    );
  }
  return (
    <Drawer isOpen={place.isOpen} onClose={place.hide} label={t('customer.label')}>
      {panel}
    </Drawer>
  );
}
