import { openHandOver } from '@visavis/shared/conversations/open-hand-over';
import { IconArrowDown } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { useFormat } from '../../../lib/format.ts';
import { serverNow } from '../../../lib/server-clock.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useOlderMessages } from '../conversation.mutations.ts';
import { threadEntries, type ThreadEntry } from '../thread-entries.ts';
import { useReadingPlace } from '../use-reading-place.ts';
import { ActivityLine } from './ActivityLine.tsx';
import { HandOverLine } from './HandOverLine.tsx';
import messageStyles from './Message.module.css';
import { Message, type MessageFrame } from './Message.tsx';
import styles from './Thread.module.css';

interface ThreadProps {
  conversation: OpenConversation;
  frame: MessageFrame;
  /** Told up to which state of the thread everything has been on screen. */
  onSeen: (sequence: number) => void;
}

/** The messages of a conversation. What is being read never moves; what comes new waits below. */
export function Thread({ conversation, frame, onSeen }: ThreadProps) {
  const { t } = useTranslation();
  const { id, messages, events, handOvers, messagesCursor } = conversation;
  const entries = useMemo(() => threadEntries(messages, events, handOvers), [messages, events, handOvers]);
  const older = useOlderMessages(id);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const place = useReadingPlace({
    scroller,
    list,
    entries,
    sequence: conversation.sequence,
    onSeen,
    onTop: () => {
      if (messagesCursor !== null && !older.isPending && !older.isError) older.mutate(messagesCursor);
    },
  });
  return (
    <div className={styles.thread}>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={place.onScroll}
        role="log"
        aria-label={t('conversation.thread')}
        aria-live="off"
        // What scrolls must be reachable by key.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {messagesCursor !== null && (
          <div className={styles.older}>
            <Button
              size="small"
              tone="quiet"
              isBusy={older.isPending}
              onClick={() => older.mutate(messagesCursor)}
            >
              {t(older.isError ? 'conversation.olderFailed' : 'conversation.older')}
            </Button>
          </div>
        )}
        <div ref={list} className={styles.list}>
          {entries.map((entry, at) => (
            <Entry
              key={entry.id}
              entry={entry}
              conversation={conversation}
              frame={frame}
              previousId={previousMessage(entries, at)}
            />
          ))}
        </div>
      </div>
      {place.unseenCount > 0 && (
        <button type="button" className={styles.pill} onClick={place.toBottom}>
          {t('conversation.newBelow', { count: place.unseenCount })}
          <Icon of={IconArrowDown} size={14} />
        </button>
      )}
    </div>
  );
}

function previousMessage(entries: readonly ThreadEntry[], at: number): string | undefined {
  for (let index = at - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === 'message' && entry.message.type !== 'note') return entry.id;
  }
  return undefined;
}

interface EntryProps {
  entry: ThreadEntry;
  conversation: OpenConversation;
  frame: MessageFrame;
  previousId: string | undefined;
}

function Entry({ entry, conversation, frame, previousId }: EntryProps) {
  const me = useMe();
  if (entry.kind === 'day') return <DayLine at={entry.at} />;
  if (entry.kind === 'handOver') {
    const reader = { id: me.id, teamIds: me.teams.map(({ id }) => id) };
    const card = openHandOver(conversation.handOvers, conversation, reader);
    return <HandOverLine handOver={entry.handOver} isNoteShown={card?.id !== entry.id} />;
  }
  if (entry.kind === 'event')
    return (
      <ActivityLine
        event={entry.event}
        conversationId={conversation.id}
        contactName={conversation.contact.name}
      />
    );
  return <Message message={entry.message} frame={frame} previousId={previousId} />;
}

function DayLine({ at }: { at: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = new Date(at).toDateString();
  const now = serverNow();
  const date = format.dayAndMonth(at);
  const isToday = day === new Date(now).toDateString();
  const isYesterday = day === new Date(now - 86_400_000).toDateString();
  return (
    <h3 className={messageStyles.line}>
      <span>
        {isToday
          ? t('conversation.today', { date })
          : isYesterday
            ? t('conversation.yesterday', { date })
            : date}
      </span>
    </h3>
  );
}
