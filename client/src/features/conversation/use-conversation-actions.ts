import { useTranslation } from 'react-i18next';
import type { NoAnswerNeededRequest } from '@visavis/shared/api/conversations';
import type { OpenConversation } from '../../lib/conversation-cache.ts';
import { firstName, useFormat } from '../../lib/format.ts';
import type { Desk } from './conversation.mutations.ts';

interface ActionsOptions {
  conversation: OpenConversation;
  desk: Desk;
  /** On to the next row, when this one is done with. */
  onMoveOn: () => void;
}

/** What is done most to a conversation, each with the words that say so and the way back. */
export function useConversationActions({ conversation, desk, onMoveOn }: ActionsOptions) {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, contact } = conversation;
  const before = { status, ...snoozeOf(conversation) };
  return {
    close: (noAnswerNeeded?: NoAnswerNeededRequest) => {
      onMoveOn();
      void desk.change(
        { status: 'closed', ...(noAnswerNeeded ? { noAnswerNeeded } : {}) },
        {
          shown: { status: 'closed', snoozedUntil: null },
          toast: { text: t('conversation.closedToast', { name: contact.name }), tone: 'done' },
          // As if it had not been closed: its clock runs on, and nobody counts it as opened again.
          undo: { ...before, takesBack: true },
        },
      );
    },
    reopen: () => void desk.change({ status: 'open' }, { shown: { status: 'open' } }),
    /** What waits needs no answer; it stays where it is. */
    needsNoAnswer: (decision: NoAnswerNeededRequest) => void desk.needsNoAnswer(decision),
    snooze: (until: Date | null, isForCustomer: boolean) => {
      onMoveOn();
      const snoozedAt = until?.toISOString() ?? null;
      void desk.change(
        {
          status: 'snoozed',
          snoozedUntil: snoozedAt,
          ...(isForCustomer ? { isSnoozedForCustomer: true } : {}),
        },
        {
          shown: { status: 'snoozed', snoozedUntil: snoozedAt },
          toast: {
            text:
              until === null
                ? t('conversation.snooze.doneUntilCustomer', { name: firstName(contact.name) })
                : t('conversation.snooze.done', { moment: format.moment(until) }),
            tone: 'done',
          },
          undo: before,
        },
      );
    },
    wake: () => void desk.change({ status: 'open' }, { shown: { status: 'open', snoozedUntil: null } }),
    take: () => void desk.take(),
  };
}

/** How it is put off, whose wish that was included: what is taken back must not set a clock going that stood still. */
function snoozeOf({
  status,
  snoozedUntil,
  events,
}: Pick<OpenConversation, 'status' | 'snoozedUntil' | 'events'>) {
  if (status !== 'snoozed') return {};
  const line = events.findLast(({ type }) => type === 'snoozed');
  return { snoozedUntil, ...(line?.data['for'] === 'customer' ? { isSnoozedForCustomer: true } : {}) };
}

export type ConversationActions = ReturnType<typeof useConversationActions>;
