import type { MessageItem, OpenAsk } from '@visavis/shared/api/conversations';
import { openAsksOf } from '@visavis/shared/conversations/open-hand-over';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api-client.ts';
import { withAnsweredAsks, withOwnMessage, type OpenConversation } from '../../../lib/conversation-cache.ts';
import { patchConversation } from '../../../lib/conversation.queries.ts';
import { useMe } from '../../../lib/directory.queries.ts';
import { useSentence } from '../../../lib/error-sentence.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Face } from '../../../ui/Face.tsx';
import styles from './HandOverCard.module.css';

/** Questions of colleagues to whoever looks, each with a field for the answer. */
export function AskCards({ conversation }: { conversation: OpenConversation }) {
  const me = useMe();
  return openAsksOf(conversation.messages, me.id).map((ask) => (
    <AskCard key={ask.messageId} ask={ask} conversationId={conversation.id} />
  ));
}

/** The answer is a note: it stays in the thread, and it answers every open question to its author. */
function AskCard({ ask, conversationId }: { ask: OpenAsk; conversationId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const [text, setText] = useState('');
  const answer = useAnswer(conversationId, () => setText(''));
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() !== '' && !answer.isPending) answer.mutate(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <section className={styles.card} aria-label={t('handOver.ask.label')}>
      <Face name={ask.from.name} src={ask.from.avatarUrl} size={28} isDecorative />
      <div className="grow">
        <div className={styles.head}>
          <b className="b6">{t('handOver.ask.title', { name: firstName(ask.from.name) })}</b>
          <time dateTime={ask.at} title={format.fullDateTime(ask.at)}>
            {format.moment(ask.at)}
          </time>
        </div>
        <p className={styles.note} dir="auto">
          {ask.text}
        </p>
        <form className={styles.answer} onSubmit={submit}>
          <textarea
            rows={1}
            maxLength={10_000}
            aria-label={t('handOver.ask.answer')}
            placeholder={t('handOver.ask.placeholder')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <Button type="submit" size="small" isBusy={answer.isPending} disabled={text.trim() === ''}>
            {t('handOver.ask.send')}
          </Button>
        </form>
        {answer.error && (
          <p className={styles.fault} role="alert">
            {t('handOver.ask.failed', { error: sentence(answer.error) })}
          </p>
        )}
      </div>
    </section>
  );
}

function useAnswer(conversationId: string, onAdded: () => void) {
  const client = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: (text: string) =>
      api.post<MessageItem>(`/api/conversations/${conversationId}/notes`, { text }),
    onSuccess: (message) => {
      patchConversation(client, conversationId, (held) =>
        withAnsweredAsks(withOwnMessage(held, message), me.id),
      );
      onAdded();
    },
  });
}
