import type { Priority } from '@visavis/shared/api/conversations';
import {
  IconBan,
  IconBell,
  IconBellOff,
  IconClockPause,
  IconExternalLink,
  IconEye,
  IconInfoCircle,
  IconLink,
  IconMessageOff,
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
import { NoAnswerDialog } from '../../../ui/NoAnswerDialog.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import type { Desk } from '../conversation.mutations.ts';
import { useWhyWords } from '../routing-words.ts';
import type { ConversationActions } from '../use-conversation-actions.ts';
import { waitsForAnswer } from '../waits-for-answer.ts';
import { ExplainPanel } from './ExplainPanel.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { ThreadHeader } from './ThreadHeader.tsx';

/** Looking without touching: nothing is marked as read, nothing can be written. */
export interface Watching {
  isOn: boolean;
  toggle: () => void;
}

interface ConversationHeadProps {
  conversation: OpenConversation;
  desk: Desk;
  actions: ConversationActions;
  watching: Watching;
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
  watching,
  isPhone,
  onBack,
  onCustomer,
}: ConversationHeadProps) {
  const [dialog, setDialog] = useState<'handOver' | 'snooze' | 'explain' | 'noAnswer' | 'close' | null>(null);
  const isWaiting = waitsForAnswer(conversation);
  const close = () => (isWaiting ? setDialog('close') : actions.close());
  const menu = useMenu({
    conversation,
    desk,
    actions,
    watching,
    onSnooze: () => setDialog('snooze'),
    ...(isWaiting ? { onNoAnswer: () => setDialog('noAnswer') } : {}),
    onExplain: () => setDialog('explain'),
  });
  useActionKeys({
    conversation,
    actions,
    watching,
    onHandOver: () => setDialog('handOver'),
    onSnooze: () => setDialog('snooze'),
    onClose: close,
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
        onClose={close}
        onReopen={actions.reopen}
        onExplain={() => setDialog('explain')}
      />
      <ExplainPanel
        conversation={conversation}
        isOpen={dialog === 'explain'}
        onClose={() => setDialog(null)}
      />
      <HandOverDialog
        conversation={conversation}
        isOpen={dialog === 'handOver'}
        onClose={() => setDialog(null)}
        onHandOver={(wish) => void desk.handOver(wish)}
      />
      <SnoozeDialog
        isOpen={dialog === 'snooze'}
        contactName={conversation.contact.name}
        onClose={() => setDialog(null)}
        onChoose={actions.snooze}
      />
      <NoAnswerDialog
        isOpen={dialog === 'noAnswer' || dialog === 'close'}
        closes={dialog === 'close'}
        contactName={conversation.contact.name}
        onClose={() => setDialog(null)}
        onDecide={dialog === 'close' ? actions.close : actions.needsNoAnswer}
      />
    </>
  );
}

interface MenuOptions {
  conversation: OpenConversation;
  desk: Desk;
  actions: ConversationActions;
  watching: Watching;
  onSnooze: () => void;
  /** Absent where nothing waits for an answer. */
  onNoAnswer?: () => void;
  onExplain: () => void;
}

function useMenu({
  conversation,
  desk,
  actions,
  watching,
  onSnooze,
  onNoAnswer,
  onExplain,
}: MenuOptions): MenuEntry[] {
  const { t } = useTranslation();
  const toasts = useToasts();
  const me = useMe();
  const { id, assignee, status, priority, isSpam, contact, messages, participants, isFollowed } =
    conversation;
  const root = messages.find((message) => message.permalink !== undefined);
  const isMuted = participants.find((each) => each.isContact)?.isMuted ?? false;
  const isMine = assignee?.id === me.id;
  const whyWords = useWhyWords();
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
    ...(onNoAnswer
      ? [{ label: t('common.noAnswer.title'), icon: IconMessageOff, onSelect: onNoAnswer }]
      : []),
    { label: whyWords(assignee), icon: IconInfoCircle, onSelect: onExplain },
    {
      label: t(watching.isOn ? 'conversation.watch.stop' : 'conversation.watch.action'),
      icon: IconEye,
      keys: 'v',
      onSelect: watching.toggle,
    },
    { kind: 'divider' },
    { kind: 'heading', label: t('conversation.priorityLabel') },
    ...PRIORITIES.map((each): MenuEntry => ({
      label: t(`conversation.priority.${each}`),
      isChecked: each === priority,
      onSelect: () => void desk.change({ priority: each }, { shown: { priority: each }, undo: { priority } }),
    })),
    { kind: 'divider' },
    {
      label: t(isFollowed ? 'handOver.follow.stop' : 'handOver.follow.start'),
      icon: isFollowed ? IconBellOff : IconBell,
      onSelect: () => void desk.setFollowed(!isFollowed),
    },
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
  watching: Watching;
  onHandOver: () => void;
  onSnooze: () => void;
  onClose: () => void;
}

function useActionKeys({
  conversation,
  actions,
  watching,
  onHandOver,
  onSnooze,
  onClose,
}: KeysOptions): void {
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
    {
      id: 'conversation.watch',
      keys: 'v',
      group,
      label: t('conversation.watch.action'),
      run: watching.toggle,
    },
    { id: 'conversation.snooze', keys: 's', group, label: t('conversation.laterKey'), run: onSnooze },
    {
      id: 'conversation.done',
      keys: 'e',
      group,
      label: t(isClosed ? 'conversation.reopen' : 'conversation.done'),
      run: isClosed ? actions.reopen : onClose,
    },
  ]);
}
