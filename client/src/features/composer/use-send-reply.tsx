import type { MessageItem } from '@visavis/shared/api/conversations';
import type {
  SendReplyAnswer,
  SendReplyRequest,
  ThreadMovedDetails,
  UndoReplyAnswer,
} from '@visavis/shared/api/replies';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { api, ApiError } from '../../lib/api-client.ts';
import {
  SENDING_PREFIX,
  withOwnMessage,
  withoutMessage,
  type OpenConversation,
} from '../../lib/conversation-cache.ts';
import { conversationQuery, patchConversation } from '../../lib/conversation.queries.ts';
import { useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { firstName } from '../../lib/format.ts';
import { serverNow, useServerTime } from '../../lib/server-clock.ts';
import { useToasts } from '../../ui/Toast.tsx';
import type { AttachedPicture } from './local-draft.ts';
import { useGiveBack } from './use-composer-state.ts';

/** A reply as the composer hands it over. */
export interface OutgoingReply {
  request: Omit<SendReplyRequest, 'idempotencyKey'>;
  pictures: AttachedPicture[];
  /** What the network will show, for the message on screen until the server answers. */
  signed: { text: string; signature: string };
}

export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'moved'; details: ThreadMovedDetails }
  | { kind: 'refused'; error: ApiError };

const RETRY_MS = [500, 1500, 4000];

/**
 * The key of an intended reply, kept until the server has answered: whoever presses send again after the connection
 * broke sends the same reply, not a second one.
 */
const unanswered = new Map<string, { content: string; key: string }>();

/** Replies that were handed over and of which the server has not said yet what became of them. */
const underWay = new Set<string>();

export const isReplyUnderWay = (): boolean => underWay.size > 0;

function keyFor(conversationId: string, request: OutgoingReply['request']): string {
  const { visibility, text, mediaIds, inReplyToMessageId } = request;
  const content = JSON.stringify([visibility, text, mediaIds, inReplyToMessageId]);
  const held = unanswered.get(conversationId);
  if (held?.content === content) return held.key;
  const key = crypto.randomUUID();
  unanswered.set(conversationId, { content, key });
  return key;
}

/** Nobody knows whether the reply arrived: asked again with the same key. */
const isUnanswered = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500);

async function postReply(conversationId: string, request: SendReplyRequest): Promise<SendReplyAnswer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await api.post<SendReplyAnswer>(`/api/conversations/${conversationId}/replies`, request);
    } catch (error) {
      const wait = RETRY_MS[tries];
      if (!isUnanswered(error) || wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Sends replies: on screen at once, held for taking back, sent once whatever the connection does. */
export function useSendReply(conversation: OpenConversation) {
  const client = useQueryClient();
  const me = useMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const { t } = useTranslation();
  const { id, contact } = conversation;

  const putBack = useGiveBack(id, me.id);
  const giveBack = useCallback(
    ({ request: { text, visibility, inReplyToMessageId }, pictures }: OutgoingReply) =>
      putBack({ text, visibility, inReplyToMessageId, pictures }),
    [putBack],
  );

  const undo = useCallback(
    async (messageId: string, outgoing: OutgoingReply) => {
      try {
        await api.delete<UndoReplyAnswer>(`/api/replies/${messageId}`);
        patchConversation(client, id, (held) => withoutMessage(held, messageId));
        giveBack(outgoing);
        toasts.show({ text: t('composer.takenBack', { name: contact.name }), tone: 'done' });
      } catch (error) {
        toasts.show({ text: sentence(error), tone: 'error' });
      }
    },
    [client, contact.name, giveBack, id, sentence, t, toasts],
  );

  const announce = useCallback(
    (answer: SendReplyAnswer, outgoing: OutgoingReply) => {
      const left = Date.parse(answer.sendsAt) - serverNow();
      if (answer.deliveryState !== 'held' || left < 500) return;
      toasts.show({
        text: <HeldWords name={contact.name} until={answer.sendsAt} />,
        durationMs: left,
        onUndo: () => void undo(answer.messageId, outgoing),
      });
    },
    [contact.name, toasts, undo],
  );

  return useCallback(
    async (outgoing: OutgoingReply): Promise<SendOutcome> => {
      const idempotencyKey = keyFor(id, outgoing.request);
      const shown = messageOf(outgoing, idempotencyKey, me, conversation.sequence);
      patchConversation(client, id, (held) => withOwnMessage(held, shown));
      underWay.add(idempotencyKey);
      const send = (seenSequence: number) =>
        postReply(id, { ...outgoing.request, idempotencyKey, seenSequence });
      // What one has just sent oneself, and the server has answered, is no news.
      const isKnown = ({ messages }: ThreadMovedDetails) => {
        const held = client.getQueryData(conversationQuery(id).queryKey)?.messages ?? [];
        return messages.every(
          ({ id: messageId, author }) => author.id === me.id && held.some((each) => each.id === messageId),
        );
      };
      try {
        const answer = await send(outgoing.request.seenSequence).catch((error: unknown) => {
          const details = movedDetails(error);
          if (details && isKnown(details)) return send(details.sequence);
          throw error;
        });
        unanswered.delete(id);
        patchConversation(client, id, (held) => withAnswer(held, shown, answer));
        announce(answer, outgoing);
        return { kind: 'sent' };
      } catch (error) {
        patchConversation(client, id, (held) => withoutMessage(held, shown.id));
        if (!isUnanswered(error)) unanswered.delete(id);
        giveBack(outgoing);
        const details = movedDetails(error);
        if (details) {
          patchConversation(client, id, (held) => withNews(held, details));
          return { kind: 'moved', details };
        }
        const fault = error instanceof ApiError ? error : new ApiError({ code: 'internal', status: 0 });
        return { kind: 'refused', error: fault };
      } finally {
        underWay.delete(idempotencyKey);
      }
    },
    [announce, client, conversation.sequence, giveBack, id, me],
  );
}

function movedDetails(error: unknown): ThreadMovedDetails | null {
  if (!(error instanceof ApiError) || error.code !== 'thread-moved') return null;
  const { sequence, messages } = error.details as Partial<ThreadMovedDetails>;
  return typeof sequence === 'number' && Array.isArray(messages) ? { sequence, messages } : null;
}

/** The reply as the thread shows it before the server has answered. */
function messageOf(
  { request, pictures, signed }: OutgoingReply,
  key: string,
  me: { id: string; publicName: string; avatarUrl: string; mark: string },
  sequence: number,
): MessageItem {
  const at = new Date(serverNow()).toISOString();
  return {
    id: `${SENDING_PREFIX}${key}`,
    sequence: sequence + 1,
    type: 'reply',
    visibility: request.visibility,
    author: { kind: 'agent', id: me.id, name: me.publicName, avatarUrl: me.avatarUrl, mark: me.mark },
    ...signed,
    language: null,
    rating: null,
    media: pictures.map(({ id, previewUrl, alt }) => ({
      id,
      url: previewUrl,
      previewUrl,
      mimeType: 'image/*',
      alt: alt ?? '',
      state: 'ready' as const,
      width: null,
      height: null,
    })),
    inReplyToMessageId: request.inReplyToMessageId,
    postedAt: at,
    receivedAt: at,
    delivery: { state: 'sending', nextAt: null, attempts: 0, error: null },
  };
}

/** The reply under its own id; the push may have been faster. */
function withAnswer(held: OpenConversation, shown: MessageItem, answer: SendReplyAnswer): OpenConversation {
  const without = withoutMessage(held, shown.id);
  if (without.messages.some((message) => message.id === answer.messageId)) return without;
  const signature = shown.signature?.replace(/https?:\/\/\S+/, answer.checkUrl);
  return withOwnMessage(without, {
    ...shown,
    id: answer.messageId,
    text: answer.text,
    ...(signature && answer.text.endsWith(signature) ? { signature } : {}),
    checkUrl: answer.checkUrl,
    delivery: { state: answer.deliveryState, nextAt: answer.sendsAt, attempts: 0, error: null },
  });
}

function withNews(held: OpenConversation, { sequence, messages }: ThreadMovedDetails): OpenConversation {
  const news = messages.reduce(withOwnMessage, held);
  return { ...news, sequence: Math.max(news.sequence, sequence) };
}

function HeldWords({ name, until }: { name: string; until: string }) {
  const seconds = useServerTime((now) => Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)));
  return (
    <span className="num">
      <Trans
        i18nKey="composer.held"
        values={{ name: firstName(name), seconds }}
        components={{ b: <b className="b6" /> }}
      />
    </span>
  );
}
