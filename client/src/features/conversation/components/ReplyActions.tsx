import type { MessageItem } from '@visavis/shared/api/conversations';
import { IconDots, IconExternalLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeApart } from '../../../lib/signed-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../../ui/Dialog.tsx';
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx';
import styles from './Message.module.css';
import type { MessageFrame } from './Message.tsx';

interface ReplyActionsProps {
  message: MessageItem;
  frame: MessageFrame;
}

/** What can still be done to a reply that stands on the network, as far as the network lets one. */
export function ReplyActions({ message, frame }: ReplyActionsProps) {
  const { t } = useTranslation();
  const [asksToWithdraw, setAsksToWithdraw] = useState(false);
  const { permalink, author, delivery } = message;
  const isMine = author.id === frame.meId;
  const isPublished = delivery !== undefined && ['sent', 'seen', 'edited'].includes(delivery.state);
  const entries: MenuEntry[] = [];
  if (permalink) {
    entries.push({
      label: t('conversation.openOnNetwork', { network: frame.networkName }),
      icon: IconExternalLink,
      onSelect: () => void window.open(permalink, '_blank', 'noopener,noreferrer'),
    });
  }
  if (isPublished && isMine && frame.can.edit)
    entries.push({ label: t('common.edit'), icon: IconPencil, onSelect: () => frame.onEdit(message) });
  if (isPublished && (isMine || frame.isLead) && frame.can.delete) {
    entries.push({
      label: t('conversation.withdraw.action'),
      icon: IconTrash,
      isDanger: true,
      onSelect: () => setAsksToWithdraw(true),
    });
  }
  if (entries.length === 0) return null;
  return (
    <span className={styles.actions}>
      <Menu
        label={t('conversation.replyMenu')}
        entries={entries}
        target={<Button tone="quiet" size="small" icon={IconDots} aria-label={t('conversation.replyMenu')} />}
      />
      <Dialog
        isOpen={asksToWithdraw}
        onClose={() => setAsksToWithdraw(false)}
        title={t('conversation.withdraw.title', { network: frame.networkName })}
      >
        <p className={styles.quoted} dir="auto">
          {takeApart(message).body}
        </p>
        <p className="sec">{t('conversation.withdraw.text')}</p>
        <DialogActions>
          <Button data-autofocus onClick={() => setAsksToWithdraw(false)}>
            {t('common.cancel')}
          </Button>
          <Button
            tone="danger"
            icon={IconTrash}
            onClick={() => {
              setAsksToWithdraw(false);
              frame.onDiscard(message);
            }}
          >
            {t('conversation.withdraw.confirm')}
          </Button>
        </DialogActions>
      </Dialog>
    </span>
  );
}
