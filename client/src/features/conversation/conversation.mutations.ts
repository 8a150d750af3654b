import type {
  DeskAnswer,
  MessageItem,
  NoAnswerNeededRequest,
  PatchConversationRequest,
  PersonRef,
} from '@visavis/shared/api/conversations';
import type { HandOverAnswer } from '@visavis/shared/api/hand-over';
import type { ReplyStateAnswer } from '@visavis/shared/api/replies';
import type { Page } from '@visavis/shared/api/page';
import type { TeamRef } from '@visavis/shared/api/session';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../lib/api-client.ts';
import { withOlder, withOwnMessage, type OpenConversation } from '../../lib/conversation-cache.ts';
import { conversationQuery, patchConversation } from '../../lib/conversation.queries.ts';
import { useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { firstName } from '../../lib/format.ts';
import { undoHandOvers } from '../../lib/hand-over.queries.ts';
import { useToasts, type ToastMessage } from '../../ui/Toast.tsx';

/** To whom it goes, with what. */
export interface HandOverWish {
  target: { kind: 'person'; person: PersonRef } | { kind: 'team'; team: TeamRef };
  note: string;
  isAnnounced: boolean;
}

type Change = Omit<PatchConversationRequest, 'version'>;

interface ChangeOptions {
  /** What is on screen at once; taken back when the server refuses. */
  shown?: Partial<OpenConversation>;
  /** Says that it is done; with `undo`, how to take it back. */
  toast?: ToastMessage;
  undo?: Change;
}

const headOf = ({ status, priority, tags, snoozedUntil, isSpam, version }: DeskAnswer) => ({
  status,
  priority,
  tags,
  snoozedUntil,
  isSpam,
  version,
});

function applyAnswer(client: QueryClient, answer: DeskAnswer): void {
  patchConversation(client, answer.id, (held) =>
    answer.version < held.applied.item
      ? held
      : {
          ...held,
          ...headOf(answer),
          assignee:
            held.assignee?.id === answer.assigneeId
              ? held.assignee
              : answer.assigneeId === null
                ? null
                : held.assignee,
        },
  );
}

/** Everything a person does to a conversation besides writing: shown at once, undone where it can be. */
export function useDesk(id: string) {
  const client = useQueryClient();
  const toasts = useToasts();
  const sentence = useSentence();
  const me = useMe();
  const { t } = useTranslation();
  return useMemo(() => {
    const held = () => client.getQueryData(conversationQuery(id).queryKey);
    const asMe: PersonRef = { id: me.id, name: me.displayName, avatarUrl: me.avatarUrl };

    const fail = (error: unknown, before: OpenConversation | undefined) => {
      if (before) patchConversation(client, id, (now) => ({ ...now, ...headBefore(before) }));
      const present = error instanceof ApiError ? presentState(error) : null;
      if (present) patchConversation(client, id, (now) => ({ ...now, ...present }));
      toasts.show({ text: refusalOf(error) ?? sentence(error), tone: 'error' });
    };

    const refusalOf = (error: unknown) => {
      if (!(error instanceof ApiError)) return null;
      const agent = error.details.agent as PersonRef | null | undefined;
      if (error.code === 'already-claimed' && agent) return t('conversation.claimedBy', { name: agent.name });
      return null;
    };

    const run = async (call: () => Promise<DeskAnswer>, shown: Partial<OpenConversation> = {}) => {
      const before = held();
      patchConversation(client, id, (now) => ({ ...now, ...shown }));
      try {
        const answer = await call();
        applyAnswer(client, answer);
        return answer;
      } catch (error) {
        fail(error, before);
        return null;
      }
    };

    const change = async (request: Change, { shown, toast, undo }: ChangeOptions = {}): Promise<boolean> => {
      const before = held();
      if (!before) return false;
      const answer = await run(
        () => api.patch<DeskAnswer>(`/api/conversations/${id}`, { version: before.version, ...request }),
        shown,
      );
      if (!answer) return false;
      const onUndo = undo && {
        onUndo: () =>
          void run(
            () => api.patch<DeskAnswer>(`/api/conversations/${id}`, { version: answer.version, ...undo }),
            headBefore(before),
          ),
      };
      if (toast) toasts.show({ ...toast, ...onUndo });
      return true;
    };

    /** Decides that what waits needs no answer; taken back, its clock runs since the same moment. */
    const needsNoAnswer = async (decision: NoAnswerNeededRequest): Promise<void> => {
      const path = `/api/conversations/${id}/no-answer-needed`;
      const answer = await run(() => api.post<DeskAnswer>(path, decision));
      if (!answer) return;
      toasts.show({
        text: t('conversation.noAnswerRecorded'),
        tone: 'done',
        onUndo: () => void run(() => api.delete<DeskAnswer>(path)),
      });
    };

    /** Gives it to a colleague or a team, with a card; taken back card and all. */
    const handOver = async ({ target, note, isAnnounced }: HandOverWish): Promise<boolean> => {
      const before = held();
      if (!before) return false;
      let madeId = '';
      const answer = await run(
        async () => {
          const made = await api.post<HandOverAnswer>(`/api/conversations/${id}/hand-over`, {
            version: before.version,
            ...(target.kind === 'person' ? { toAgentId: target.person.id } : { toTeamId: target.team.id }),
            ...(note.trim() ? { note: note.trim() } : {}),
            isAnnounced,
          });
          madeId = made.handOver.id;
          return made.conversation;
        },
        target.kind === 'person' ? { assignee: target.person } : { assignee: null, team: target.team },
      );
      if (!answer) return false;
      const name = target.kind === 'person' ? firstName(target.person.name) : target.team.name;
      toasts.show({
        text: t(note.trim() ? 'handOver.doneWithNote' : 'handOver.done', { name }),
        tone: 'done',
        onUndo: () => void undoHandOver(madeId, before),
      });
      return true;
    };

    const undoHandOver = async (handOverId: string, before: OpenConversation) => {
      try {
        const { restored } = await undoHandOvers([handOverId]);
        if (restored.length === 0) return toasts.show({ text: t('handOver.undoFailed'), tone: 'error' });
        return patchConversation(client, id, (now) => ({
          ...now,
          assignee: before.assignee,
          team: before.team,
          handOvers: now.handOvers.filter((card) => card.id !== handOverId),
        }));
      } catch (error) {
        return toasts.show({ text: sentence(error), tone: 'error' });
      }
    };

    const setFollowed = async (isFollowed: boolean, isTold: boolean): Promise<void> => {
      const shown = (value: boolean) =>
        patchConversation(client, id, (now) => ({ ...now, isFollowed: value }));
      shown(isFollowed);
      try {
        const path = `/api/conversations/${id}/follow`;
        await (isFollowed ? api.put<void>(path, {}) : api.delete<void>(path));
        if (isTold)
          toasts.show({
            text: t(isFollowed ? 'handOver.follow.started' : 'handOver.follow.stopped'),
            tone: 'done',
            onUndo: () => void setFollowed(!isFollowed, false),
          });
      } catch (error) {
        shown(!isFollowed);
        toasts.show({ text: sentence(error), tone: 'error' });
      }
    };

    return {
      needsNoAnswer,
      change,
      /** Takes what nobody has, or takes it over from whoever has it. */
      take: () => {
        const from = held()?.assignee ?? null;
        if (from === null || from.id === me.id)
          return run(() => api.post<DeskAnswer>(`/api/conversations/${id}/claim`), { assignee: asMe });
        return change(
          { assigneeId: me.id },
          {
            shown: { assignee: asMe },
            toast: { text: t('conversation.takenFrom', { name: firstName(from.name) }), tone: 'done' },
            undo: { assigneeId: from.id },
          },
        );
      },
      release: () => run(() => api.post<DeskAnswer>(`/api/conversations/${id}/release`), { assignee: null }),
      setSpam: async (isSpam: boolean) => {
        const call = (value: boolean) =>
          run(() => api.post<DeskAnswer>(`/api/conversations/${id}/spam`, { isSpam: value }), {
            isSpam: value,
          });
        const answer = await call(isSpam);
        if (answer && isSpam)
          toasts.show({ text: t('conversation.spamMarked'), tone: 'done', onUndo: () => void call(false) });
        return answer !== null;
      },
      setMuted: async (contactId: string, isMuted: boolean) => {
        const shownMuted = (value: boolean) =>
          patchConversation(client, id, (now) => ({
            ...now,
            participants: now.participants.map((each) =>
              each.contact.id === contactId ? { ...each, isMuted: value } : each,
            ),
          }));
        const call = async (value: boolean) => {
          shownMuted(value);
          try {
            await api.post<void>(`/api/conversations/${id}/mute`, { contactId, isMuted: value });
            return true;
          } catch (error) {
            shownMuted(!value);
            toasts.show({ text: sentence(error), tone: 'error' });
            return false;
          }
        };
        const isDone = await call(isMuted);
        const name = held()?.participants.find((each) => each.contact.id === contactId)?.contact.name ?? '';
        if (isDone && isMuted)
          toasts.show({
            text: t('conversation.mutedDone', { name }),
            tone: 'done',
            onUndo: () => void call(false),
          });
      },
      handOver,
      setFollowed: (isFollowed: boolean) => setFollowed(isFollowed, true),
    };
  }, [client, id, me.avatarUrl, me.displayName, me.id, sentence, t, toasts]);
}

export type Desk = ReturnType<typeof useDesk>;

/** What a change by hand may have changed on screen. */
const headBefore = ({ status, priority, tags, snoozedUntil, isSpam, assignee, team }: OpenConversation) => ({
  status,
  priority,
  tags,
  snoozedUntil,
  isSpam,
  assignee,
  team,
});

/** The state that a `version-conflict` tells. */
function presentState({ code, details }: ApiError): Partial<OpenConversation> | null {
  if (code !== 'version-conflict') return null;
  const { version, status, assignee, snoozedUntil } = details as Partial<OpenConversation>;
  return {
    ...(version === undefined ? {} : { version }),
    ...(status === undefined ? {} : { status }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
  };
}

/** What becomes of a reply whose delivery failed or waits. */
export function useReplyDelivery(conversationId: string) {
  const client = useQueryClient();
  const toasts = useToasts();
  const sentence = useSentence();
  return useMutation({
    mutationFn: ({ messageId, wish }: { messageId: string; wish: 'retry' | 'delete' }) =>
      api.post<ReplyStateAnswer>(`/api/replies/${messageId}/${wish}`),
    onSuccess: ({ messageId, deliveryState }) =>
      patchConversation(client, conversationId, (held) => {
        const message = held.messages.find((each) => each.id === messageId);
        if (!message?.delivery) return held;
        return withOwnMessage(held, {
          ...message,
          delivery: { ...message.delivery, state: deliveryState, error: null },
        });
      }),
    onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
  });
}

/** Loads what stands before the oldest message that is loaded. */
export function useOlderMessages(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cursor: string) =>
      api.get<Page<MessageItem>>(`/api/conversations/${conversationId}/messages`, { query: { cursor } }),
    onSuccess: (page) => patchConversation(client, conversationId, (held) => withOlder(held, page)),
  });
}

/** Tells the server that the conversation was looked at: read, and mentions seen. */
export function useMarkRead() {
  const client = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: (id: string) => api.post<void>(`/api/conversations/${id}/read`),
    onSuccess: (_answer, id) =>
      patchConversation(client, id, (held) => ({
        ...held,
        unread: false,
        mentionedAgentIds: held.mentionedAgentIds.filter((each) => each !== me.id),
      })),
  });
}
