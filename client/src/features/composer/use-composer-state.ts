import type { Draft, MessageItem, MessageVisibility } from '@visavis/shared/api/conversations';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OpenConversation } from '../../lib/conversation-cache.ts';
import { patchConversation } from '../../lib/conversation.queries.ts';
import { useConnection } from '../../realtime/socket.ts';
import { createDraftSaver } from './draft-saver.ts';
import { readLocalDraft, storeLocalDraft, type AttachedPicture, type LocalDraft } from './local-draft.ts';
import { answerable, allowedVisibilities } from './reply-target.ts';

export type ComposerMode = MessageVisibility | 'note';

export interface ComposerState {
  mode: ComposerMode;
  /** Of the reply; a note has its own text. */
  visibility: MessageVisibility;
  text: string;
  note: string;
  /** The message that was chosen to be answered; null: the customer's latest. */
  chosenId: string | null;
  pictures: AttachedPicture[];
}

/** A reply that came back: taken back in time, discarded and wanted again, or refused after the composer was left. */
export interface ReturnedReply {
  text: string;
  visibility: MessageVisibility;
  /** Null: the customer's latest. */
  inReplyToMessageId: string | null;
  pictures: AttachedPicture[];
}

const returnedReplyKey = (conversationId: string) => ['returned-reply', conversationId] as const;

/** Puts a text back into the composer of a conversation, whether it is on screen or opened later. */
export function useGiveBack(conversationId: string, agentId: string): (returned: ReturnedReply) => void {
  const client = useQueryClient();
  return useCallback(
    (returned) => {
      const local = readLocalDraft(agentId, conversationId);
      // For a composer that is opened later; the one on screen hears of it through the cache.
      if (!local?.text)
        storeLocalDraft(agentId, conversationId, {
          ...returned,
          note: local?.note ?? '',
          typedAt: Date.now(),
          isSaved: false,
        });
      client.setQueryData(returnedReplyKey(conversationId), returned);
    },
    [client, conversationId, agentId],
  );
}

/** What stands in the composer of one conversation: remembered by the tab, saved on the server, never lost. */
export function useComposerState(conversation: OpenConversation, agentId: string) {
  const client = useQueryClient();
  const { id } = conversation;
  const [state, setState] = useState(() => initialState(conversation, agentId));
  const [saver] = useState(() =>
    createDraftSaver({
      conversationId: id,
      onSaved: (saved) => {
        patchConversation(client, id, (held) => ({ ...held, myDraft: saved }));
        const local = readLocalDraft(agentId, id);
        if (local) storeLocalDraft(agentId, id, { ...local, isSaved: true });
      },
    }),
  );
  const latest = useRef(state);

  const change = useCallback(
    (part: Partial<ComposerState>) => {
      const next = { ...latest.current, ...part };
      if (part.mode && part.mode !== 'note') next.visibility = part.mode;
      latest.current = next;
      setState(next);
      storeLocalDraft(agentId, id, localOf(next));
      const isReplyChanged =
        part.text !== undefined ||
        part.pictures !== undefined ||
        part.mode !== undefined ||
        'chosenId' in part;
      const isWorthSaving = next.text !== '' || next.pictures.length > 0 || part.text !== undefined;
      if (isReplyChanged && isWorthSaving) saver.schedule(requestOf(next));
    },
    [agentId, id, saver],
  );

  useEffect(() => () => saver.flush(), [saver]);
  const { state: connection } = useConnection();
  useEffect(() => {
    if (connection === 'live' || connection === 'back') saver.retry();
  }, [connection, saver]);

  const returned = useQuery<ReturnedReply>({ queryKey: returnedReplyKey(id), queryFn: skipToken }).data;
  useEffect(() => {
    if (!returned) return;
    client.removeQueries({ queryKey: returnedReplyKey(id) });
    const { text, pictures } = latest.current;
    const isSame = text.trim() === returned.text.trim();
    change({
      mode: returned.visibility,
      // What was begun meanwhile is not thrown away.
      text: text.trim() === '' || isSame ? returned.text : `${returned.text}\n\n${text}`,
      chosenId: returned.inReplyToMessageId,
      pictures: pictures.length > 0 ? pictures : returned.pictures,
    });
  }, [returned, client, id, change]);

  /** Empties the reply that was handed over; the server clears its draft with it. */
  const clearReply = useCallback(async () => {
    const next = { ...latest.current, text: '', pictures: [], chosenId: null };
    latest.current = next;
    setState(next);
    storeLocalDraft(agentId, id, localOf(next));
    // A save that is still under way would put the draft back after the reply has cleared it.
    await saver.settle();
  }, [agentId, id, saver]);

  return { state, change, clearReply };
}

function localOf({ text, visibility, chosenId, pictures, note }: ComposerState): LocalDraft {
  return {
    text,
    visibility,
    inReplyToMessageId: chosenId,
    pictures,
    note,
    typedAt: Date.now(),
    isSaved: false,
  };
}

function requestOf({ text, visibility, chosenId, pictures }: ComposerState) {
  return {
    text,
    visibility,
    inReplyToMessageId: chosenId,
    mediaIds: pictures.map((picture) => picture.id),
  };
}

const pictureOf = (id: string): AttachedPicture => ({
  id,
  previewUrl: `/media/${id}?variant=preview`,
  alt: null,
});

function initialState(conversation: OpenConversation, agentId: string): ComposerState {
  const local = readLocalDraft(agentId, conversation.id);
  const { myDraft } = conversation;
  const reply = latestOf(local, myDraft);
  const chosenId = reply?.inReplyToMessageId ?? null;
  const target = answerable(conversation, chosenId);
  const allowed = allowedVisibilities(conversation, target);
  const wanted = reply?.visibility ?? target?.visibility ?? 'public';
  const visibility = wanted !== 'internal' && allowed.includes(wanted) ? wanted : (allowed[0] ?? 'public');
  return {
    mode: allowed.length === 0 ? 'note' : visibility,
    visibility,
    text: reply?.text ?? '',
    note: local?.note ?? '',
    chosenId: isStillThere(conversation.messages, chosenId) ? chosenId : null,
    pictures: reply?.pictures ?? [],
  };
}

/** What this tab has not saved wins; else the server knows best, also what another screen typed. */
function latestOf(local: LocalDraft | null, saved: Draft | null) {
  const isLocalAhead =
    local !== null &&
    (local.text !== '' || local.pictures.length > 0) &&
    (!local.isSaved || saved?.text === local.text);
  if (local && isLocalAhead) return local;
  return saved && { ...saved, pictures: saved.mediaIds.map(pictureOf) };
}

function isStillThere(messages: readonly MessageItem[], id: string | null): boolean {
  return id !== null && messages.some((message) => message.id === id);
}
