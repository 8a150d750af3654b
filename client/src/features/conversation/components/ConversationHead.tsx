import type { Priority } from '@visavis/shared/api/conversations';
import {
  IconBan,
  IconClockPause,
  IconExternalLink,
  IconLink,
  IconUser,
  IconUserMinus,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { useShortcuts } from '../../../lib/shortcuts.ts';
import type { MenuEntry } from '../../../ui/Menu.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import type { Desk } from '../conversation.mutations.ts';
import type { ConversationActions } from '../use-conversation-actions.ts';
import { HandOverDialog } from './HandOverDialog.tsx';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { ThreadHeader } from './ThreadHeader.tsx';

interface ConversationHeadProps {
  conversation: OpenConversation;
  desk: Desk;
  actions: ConversationActions;
  isPhone: boolean;
  onBack: () => void;
  /** Shows the customer; absent where the customer stands beside the thread. */
  onCustomer?: () => void;
}

const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** The head of a conversation with everything that can be done to it, by button, menu and key. */
export function ConversationHead({
  conversation,
  desk,
  actions,
  isPhone,
  onBack,
  onCustomer,
}: ConversationHeadProps) {
  const [dialog, setDialog] = useState<'handOver' | 'snooze' | null>(null);
  const menu = useMenu({ conversation, desk, actions, onSnooze: () => setDialog('snooze') });
  useActionKeys({
    conversation,
    actions,
    onHandOver: () => setDialog('handOver'),
    onSnooze: () => setDialog('snooze'),
  });
  return (
    <>
      <ThreadHeader
        conversation={conversation}
        menu={menu}
        isPhone={isPhone}
        onBack={onBack}
        {...(onCustomer ? { onCustomer } : {})}
        onHandOver={() => setDialog('handOver')}
        onClose={actions.close}
        onReopen={actions.reopen}
      />
      <HandOverDialog
        conversation={conversation}
        isOpen={dialog === 'handOver'}
        onClose={() => setDialog(null)}
        onHandOver={(to, note) => void desk.handOver(to, note)}
      />
      <SnoozeDialog
        isOpen={dialog === 'snooze'}
        contactName={conversation.contact.name}
        onClose={() => setDialog(null)}
        onChoose={actions.snooze}
      />
    </>
  );
}

interface MenuOptions {
  conversation: OpenConversation;
  desk: Desk;
  actions: ConversationActions;
  onSnooze: () => void;
}

function useMenu({ conversation, desk, actions, onSnooze }: MenuOptions): MenuEntry[] {
  const { t } = useTranslation();
  const toasts = useToasts();
  const me = useMe();
  const { id, assignee, status, priority, isSpam, contact, messages, participants } = conversation;
  const root = messages.find((message) => message.permalink !== undefined);
  const isMuted = participants.find((each) => each.isContact)?.isMuted ?? false;
  const isMine = assignee?.id === me.id;
  const copyLink = () => {
    const link = new URL(`/inbox/all?c=${encodeURIComponent(id)}`, window.location.origin).href;
    void navigator.clipboard
      .writeText(link)
      .then(() => toasts.show({ text: t('conversation.linkCopied'), tone: 'done' }));
  };
  return [
    isMine
      ? { label: t('conversation.release'), icon: IconUserMinus, onSelect: () => void desk.release() }
      : {
          label: t('conversation.take'),
          icon: IconUser,
          keys: 'm',
          onSelect: actions.take,
        },
    status === 'snoozed'
      ? { label: t('conversation.wake'), icon: IconClockPause, onSelect: actions.wake }
      : { label: t('conversation.later'), icon: IconClockPause, keys: 's', onSelect: onSnooze },
    { kind: 'divider' },
    { kind: 'heading', label: t('conversation.priorityLabel') },
    ...PRIORITIES.map((each): MenuEntry => ({
      label: t(`conversation.priority.${each}`),
      isChecked: each === priority,
      onSelect: () => void desk.change({ priority: each }, { shown: { priority: each }, undo: { priority } }),
    })),
    { kind: 'divider' },
    { label: t('conversation.copyLink'), icon: IconLink, onSelect: copyLink },
    ...(root?.permalink
      ? [
          {
            label: t('conversation.openOnNetwork', { network: conversation.channel.name }),
            icon: IconExternalLink,
            onSelect: () => void window.open(root.permalink, '_blank', 'noopener,noreferrer'),
          },
        ]
      : []),
    { kind: 'divider' },
    {
      label: t(isMuted ? 'conversation.unmute' : 'conversation.mute', { name: contact.name }),
      icon: IconVolumeOff,
      onSelect: () => void desk.setMuted(contact.id, !isMuted),
    },
    {
      label: t(isSpam ? 'conversation.notSpam' : 'conversation.spam'),
      icon: IconBan,
      isDanger: !isSpam,
      onSelect: () => void desk.setSpam(!isSpam),
    },
  ];
}

interface KeysOptions {
  conversation: OpenConversation;
  actions: ConversationActions;
  onHandOver: () => void;
  onSnooze: () => void;
}

function useActionKeys({ conversation, actions, onHandOver, onSnooze }: KeysOptions): void {
  const { t } = useTranslation();
  const me = useMe();
  const group = 'conversation' as const;
  const isClosed = conversation.status === 'closed';
  useShortcuts([
    { id: 'conversation.handOver', keys: 'a', group, label: t('conversation.handOverTo'), run: onHandOver },
    {
      id: 'conversation.take',
      keys: 'm',
      group,
      label: t('conversation.take'),
      run: actions.take,
      isOff: conversation.assignee?.id === me.id,
    },
    { id: 'conversation.snooze', keys: 's', group, label: t('conversation.laterKey'), run: onSnooze },
    {
      id: 'conversation.done',
      keys: 'e',
      group,
      label: t(isClosed ? 'conversation.reopen' : 'conversation.done'),
      run: isClosed ? actions.reopen : actions.close,
    },
  ]);
}
