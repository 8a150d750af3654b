import type { MessageItem, PersonRef } from '@visavis/shared/api/conversations';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Composer, type ComposerHandle } from '../../features/composer/components/Composer.tsx';
import { CollisionBar } from '../../features/conversation/components/CollisionBar.tsx';
import { AskCards } from '../../features/conversation/components/AskCards.tsx';
import { HandOverCard } from '../../features/conversation/components/HandOverCard.tsx';
import { ConversationHead } from '../../features/conversation/components/ConversationHead.tsx';
import { EditReplyDialog } from '../../features/conversation/components/EditReplyDialog.tsx';
import type { MessageFrame } from '../../features/conversation/components/Message.tsx';
import { Thread } from '../../features/conversation/components/Thread.tsx';
import { WatchBar } from '../../features/conversation/components/WatchBar.tsx';
import {
  useDesk,
  useMarkRead,
  useReplyDelivery,
} from '../../features/conversation/conversation.mutations.ts';
import { useConversationActions } from '../../features/conversation/use-conversation-actions.ts';
import { KnowsStrip } from '../../features/customer/components/KnowsCard.tsx';
import { useSeeNoticesOf } from '../../features/notices/notices.mutations.ts';
import type { OpenConversation } from '../../lib/conversation-cache.ts';
import { agentsQuery, useConnector, useMe } from '../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../lib/format.ts';
import { usePhone } from '../../lib/media.ts';
import styles from './ConversationArea.module.css';
import { CustomerSide, useCustomerPlace } from './CustomerSide.tsx';

interface OpenedConversationProps {
  conversation: OpenConversation;
  isWatching: boolean;
  onWatch: (isOn: boolean) => void;
  onClose: () => void;
  onMoveOn: () => void;
}

/** A conversation in front of the agent: where thread, composer and customer meet. */
export function OpenedConversation({
  conversation,
  isWatching,
  onWatch,
  onClose,
  onMoveOn,
}: OpenedConversationProps) {
  const { t } = useTranslation();
  const me = useMe();
  const isPhone = usePhone();
  const { id, contact } = conversation;
  const desk = useDesk(id);
  const actions = useConversationActions({ conversation, desk, onMoveOn });
  const composer = useRef<ComposerHandle>(null);
  const seen = useRef(0);
  const onSeen = useCallback((sequence: number) => {
    seen.current = sequence;
  }, []);
  const seenSequence = useCallback(() => seen.current, []);
  const customer = useCustomerPlace();
  const [edited, setEdited] = useState<MessageItem | null>(null);
  const frame = useFrame({ conversation, composer, onEdit: setEdited });
  const [isWriting, setWriting] = useState(false);
  useReadMark(conversation, me.id, isWatching);
  useSeeNoticesOf(id);
  const leave = (to: PersonRef) => {
    // The draft stays where it is, for whoever comes back.
    if (conversation.assignee?.id !== me.id) return onMoveOn();
    void desk.change(
      { assigneeId: to.id },
      {
        shown: { assignee: to },
        toast: { text: t('conversation.collision.given', { name: firstName(to.name) }), tone: 'done' },
        undo: { assigneeId: me.id },
      },
    );
  };
  return (
    <div className={styles.area}>
      <main className={styles.main} aria-label={t('conversation.label', { name: contact.name })}>
        <ConversationHead
          conversation={conversation}
          desk={desk}
          actions={actions}
          watching={{ isOn: isWatching, toggle: () => onWatch(!isWatching) }}
          isPhone={isPhone}
          onBack={onClose}
          onCustomer={customer.isColumn ? undefined : customer.show}
        />
        {isPhone && <KnowsStrip conversation={conversation} onOpen={customer.show} />}
        <Thread conversation={conversation} frame={frame} onSeen={onSeen} />
        <HandOverCard
          conversation={conversation}
          onIntroduce={(introduction) => composer.current?.introduce(introduction)}
        />
        <AskCards conversation={conversation} />
        {isWatching ? (
          <WatchBar onStop={() => onWatch(false)} />
        ) : (
          <>
            <CollisionBar
              conversation={conversation}
              isWriting={isWriting}
              onTake={actions.take}
              onAsk={(person) => composer.current?.ask(person)}
              onLeave={leave}
            />
            <Composer
              ref={composer}
              conversation={conversation}
              isPhone={isPhone}
              seenSequence={seenSequence}
              onWriting={setWriting}
              onSentAndDone={actions.close}
            />
          </>
        )}
      </main>
      <CustomerSide place={customer} conversation={conversation} desk={desk} />
      <EditReplyDialog message={edited} onClose={() => setEdited(null)} />
    </div>
  );
}

interface FrameOptions {
  conversation: OpenConversation;
  composer: React.RefObject<ComposerHandle | null>;
  onEdit: (message: MessageItem) => void;
}

function useFrame({ conversation, composer, onEdit }: FrameOptions): MessageFrame {
  const { locale } = useFormat();
  const me = useMe();
  const agents = useQuery(agentsQuery).data;
  const { mutate, isPending, variables } = useReplyDelivery(conversation.id);
  const { messages, contact, channel } = conversation;
  const busyMessageId = isPending ? variables.messageId : null;
  const networkName = channel.name;
  const capabilities = useConnector(channel.network)?.capabilities;
  const isLead = me.role !== 'agent';
  return useMemo(
    () => ({
      networkName,
      contactId: contact.id,
      locale,
      meId: me.id,
      nameOf: (agentId) => agents?.find((agent) => agent.id === agentId)?.displayName ?? null,
      find: (messageId) => messages.find((message) => message.id === messageId),
      onReply: (message) => composer.current?.replyTo(message),
      onRetry: ({ id }) => mutate({ messageId: id, wish: 'retry' }),
      onDiscard: ({ id }) => mutate({ messageId: id, wish: 'delete' }),
      onEdit,
      busyMessageId,
      can: {
        edit: capabilities?.includes('edit') ?? false,
        delete: capabilities?.includes('delete') ?? false,
      },
      isLead,
    }),
    [
      networkName,
      contact.id,
      locale,
      me.id,
      agents,
      messages,
      composer,
      mutate,
      onEdit,
      busyMessageId,
      capabilities,
      isLead,
    ],
  );
}

/**
 * Opening is reading: the mark goes, here and for everybody. Looking without touching leaves it. What is one's own is
 * told so each time, because a colleague may have read it first: only its assignee can pick it up.
 */
function useReadMark(
  { id, unread, mentionedAgentIds, assignee }: OpenConversation,
  meId: string,
  isWatching: boolean,
): void {
  const { mutate } = useMarkRead();
  const isNews = !isWatching && (unread || mentionedAgentIds.includes(meId) || assignee?.id === meId);
  useEffect(() => {
    if (isNews) mutate(id);
  }, [id, isNews, mutate]);
}
