import type { MessageItem } from '@visavis/shared/api/conversations';
import { findPersonalData, type PersonalDataFinding } from '@visavis/shared/text/personal-data';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '../../lib/api-client.ts';
import { withAnsweredAsks, withOwnMessage, type OpenConversation } from '../../lib/conversation-cache.ts';
import { patchConversation } from '../../lib/conversation.queries.ts';
import { agentsQuery, useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useWindowClosed } from '../../ui/WindowChip.tsx';
import { useCountedReply, type ReplyContext } from './composed-reply.ts';
import { mentionedIn } from './mentions.ts';
import { allowedVisibilities, answerable } from './reply-target.ts';
import { useComposerState, type ComposerMode } from './use-composer-state.ts';
import { useIntroduction } from './use-introduction.ts';
import { usePictures } from './use-pictures.ts';
import { useSendReply } from './use-send-reply.tsx';

interface ComposerOptions {
  conversation: OpenConversation;
  /** Up to which state of the thread everything has been on screen. */
  seenSequence: () => number;
  /** A reply was handed over with the wish to be done with the conversation. */
  onSentAndDone: () => void;
}

/** Everything the composer knows and does; the components only draw it. */
export function useComposer({ conversation, seenSequence, onSentAndDone }: ComposerOptions) {
  const me = useMe();
  const { state, change, clearReply } = useComposerState(conversation, me.id);
  const introduction = useIntroduction({ conversation, me, state, change });
  const target = useMemo(() => answerable(conversation, state.chosenId), [conversation, state.chosenId]);
  const allowed = useMemo(() => allowedVisibilities(conversation, target), [conversation, target]);
  const mode = effectiveMode(state.mode, allowed);
  const visibility = mode === 'note' ? state.visibility : mode;
  const context: ReplyContext = { conversation, me, target, visibility };
  const counted = useCountedReply(state.text, context);
  const { customerNumberPattern } = me.organisation;
  const findings = useMemo(
    () => (mode === 'public' ? findPersonalData(state.text, { customerNumberPattern }) : []),
    [mode, state.text, customerNumberPattern],
  );
  const pictures = usePictures({
    rules: conversation.reply.media,
    pictures: state.pictures,
    onChange: (next) => change({ pictures: next }),
  });
  const moved = useMoved(conversation, state.text, me.id);
  const obstacle = useObstacle({ conversation, target, state, counted, uploads: pictures.uploads.length });
  const sending = useSending({
    conversation,
    seenSequence,
    context,
    counted,
    findings,
    state,
    canSend: obstacle === null,
    moved,
    clearReply,
    onSentAndDone,
  });
  const note = useNote(conversation.id, () => change({ note: '' }));
  return {
    conversation,
    me,
    state,
    change,
    mode,
    allowed,
    target,
    context,
    counted,
    introduction,
    findings,
    pictures,
    moved,
    obstacle,
    sending,
    note,
    clearReply,
  };
}

export type ComposerModel = ReturnType<typeof useComposer>;

/** What was private stays private, also when what it answers would let it be public. */
function effectiveMode(mode: ComposerMode, allowed: readonly ComposerMode[]): ComposerMode {
  if (mode === 'note' || allowed.includes(mode)) return mode;
  if (allowed.length === 0) return 'note';
  return allowed.includes('private') ? 'private' : mode;
}

export type Obstacle = 'empty' | 'tooLong' | 'uploading' | 'altMissing' | 'noTarget' | 'channel' | 'window';

interface ObstacleOptions {
  conversation: OpenConversation;
  target: MessageItem | null;
  state: { text: string; pictures: readonly { alt: string | null }[] };
  counted: { fits: boolean };
  uploads: number;
}

/** Why the reply cannot be sent as it stands; the first thing to put right. */
function useObstacle({ conversation, target, state, counted, uploads }: ObstacleOptions): Obstacle | null {
  const isWindowClosed = useWindowClosed(conversation.windowClosesAt);
  if (target === null) return 'noTarget';
  if (isWindowClosed) return 'window';
  if (!conversation.reply.isChannelHealthy) return 'channel';
  if (state.text.trim() === '') return 'empty';
  if (!counted.fits) return 'tooLong';
  if (uploads > 0) return 'uploading';
  return state.pictures.some(({ alt }) => alt === '') ? 'altMissing' : null;
}

/** What colleagues answered, or anybody wrote unseen, since the draft was begun. */
function useMoved(conversation: OpenConversation, text: string, meId: string) {
  const isWriting = text.trim() !== '';
  const [since, setSince] = useState<number | null>(null);
  const [refusedBy, setRefusedBy] = useState<readonly string[]>([]);
  if (isWriting && since === null) setSince(conversation.sequence);
  if (!isWriting && since !== null) {
    setSince(null);
    setRefusedBy([]);
  }
  const news = conversation.messages.filter(
    (message) =>
      // Taken back before it went out: nobody has said it.
      message.delivery?.state !== 'cancelled' &&
      (refusedBy.includes(message.id) ||
        (isWriting &&
          since !== null &&
          message.sequence > since &&
          message.type === 'reply' &&
          message.author.id !== meId)),
  );
  return {
    news,
    refuse: (messages: readonly MessageItem[]) => setRefusedBy(messages.map((message) => message.id)),
    /** Both texts were there to see, and the decision is to go on. */
    accept: () => {
      setSince(conversation.sequence);
      setRefusedBy([]);
    },
  };
}

interface SendingOptions {
  conversation: OpenConversation;
  seenSequence: () => number;
  context: ReplyContext;
  counted: ReturnType<typeof useCountedReply>;
  findings: readonly PersonalDataFinding[];
  state: ReturnType<typeof useComposerState>['state'];
  canSend: boolean;
  moved: ReturnType<typeof useMoved>;
  clearReply: () => Promise<void>;
  onSentAndDone: () => void;
}

interface SendWishes {
  /** What was found in the text may be public. */
  isPublicAccepted?: boolean;
  /** What was written meanwhile has been seen. */
  isMoveAccepted?: boolean;
  isDone?: boolean;
}

function useSending(options: SendingOptions) {
  const { conversation, context, counted, findings, state, moved } = options;
  const sendReply = useSendReply(conversation);
  const [asksAboutPublic, setAsksAboutPublic] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  // Two presses in one breath are one reply.
  const isHandingOver = useRef(false);
  const isWarned = findings.length > 0;

  const send = async ({
    isPublicAccepted = false,
    isMoveAccepted = false,
    isDone = false,
  }: SendWishes = {}) => {
    const { target, visibility } = context;
    if (!options.canSend || target === null || isHandingOver.current) return;
    if (isWarned && !isPublicAccepted) return setAsksAboutPublic(true);
    if (moved.news.length > 0 && !isMoveAccepted) return;
    const seenSequence = isMoveAccepted ? conversation.sequence : options.seenSequence();
    isHandingOver.current = true;
    setError(null);
    setAsksAboutPublic(false);
    moved.accept();
    try {
      await options.clearReply();
      const outcome = await sendReply({
        request: {
          inReplyToMessageId: target.id,
          visibility,
          text: state.text,
          mediaIds: state.pictures.map((picture) => picture.id),
          seenSequence,
          ...(isWarned ? { acknowledged: ['personal-data'] } : {}),
        },
        pictures: state.pictures,
        signed: counted.signed,
      });
      if (outcome.kind === 'moved') moved.refuse(outcome.details.messages);
      if (outcome.kind === 'refused') setError(outcome.error);
      if (outcome.kind === 'sent' && isDone) options.onSentAndDone();
    } finally {
      isHandingOver.current = false;
    }
  };
  return {
    send,
    error,
    dismissError: () => setError(null),
    /** Somebody pressed send though a warning stood there. */
    asksAboutPublic: asksAboutPublic && isWarned,
  };
}

function useNote(conversationId: string, onAdded: () => void) {
  const client = useQueryClient();
  const sentence = useSentence();
  const { t } = useTranslation();
  const agents = useQuery(agentsQuery).data;
  const me = useMe();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const add = useMutation({
    mutationFn: (text: string) => {
      const mentions = mentionedIn(text, agents ?? []);
      const asks = asked.filter((id) => mentions.includes(id));
      return api.post<MessageItem>(`/api/conversations/${conversationId}/notes`, {
        text,
        mentions,
        ...(asks.length > 0 ? { asks } : {}),
      });
    },
    onSuccess: (message) => {
      patchConversation(client, conversationId, (held) =>
        withAnsweredAsks(withOwnMessage(held, message), me.id),
      );
      setAsked([]);
      onAdded();
    },
  });
  const error = add.error === null ? null : sentence(add.error);
  return {
    add: useCallback(
      (text: string) => {
        if (text.trim() !== '' && !add.isPending) add.mutate(text.trim());
      },
      [add],
    ),
    /** Colleagues who are asked a question, as far as they are mentioned. */
    asked,
    setAsks: (agentId: string, isAsked: boolean) =>
      setAsked((before) => [...before.filter((id) => id !== agentId), ...(isAsked ? [agentId] : [])]),
    isAdding: add.isPending,
    error: error && t('composer.noteFailed', { error }),
  };
}
