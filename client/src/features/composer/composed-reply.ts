import { publicFace } from '@visavis/shared/agents/public-face';
import type { ConversationDetail, MessageItem, MessageVisibility } from '@visavis/shared/api/conversations';
import type { PreviewReplyAnswer } from '@visavis/shared/api/replies';
import type { Locale, Me } from '@visavis/shared/api/session';
import { signatureForm, signReply, type SignedReply } from '@visavis/shared/replies/sign-reply';
import { loadTextMeasure, type TextMeasure } from '@visavis/shared/text/measure-text';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../lib/api-client.ts';

/** Stands for the code of a check page, which is made when the reply is sent; it has the true length. */
const CODE_TO_COME = '0'.repeat(13);

export interface ReplyContext {
  conversation: Pick<ConversationDetail, 'id' | 'language' | 'channel' | 'reply'>;
  me: Me;
  target: MessageItem | null;
  visibility: MessageVisibility;
}

interface Frame {
  /** What the network needs in front, such as the name of whom we answer. */
  prefix: string;
  checkUrl: string;
}

/** Signed as the server will sign it. */
export function composeReply(text: string, context: ReplyContext, frame: Frame): SignedReply {
  const { me, conversation, visibility } = context;
  const withPrefix = frame.prefix && !text.includes(frame.prefix) ? `${frame.prefix} ${text}` : text;
  return signReply({
    text: withPrefix,
    visibility,
    agent: { publicName: signingName(me), mark: me.mark },
    locale: signingLocale(context),
    checkUrl: frame.checkUrl,
    form: signatureForm(limitOf(conversation)),
  });
}

/** The name that customers read below a reply; null where the person signs with their mark alone. */
export function signingName({ publicName, mark, forms }: Me): string | null {
  return publicFace({ publicName, mark, faceVersion: 0 }, forms.replies).name;
}

export function limitOf({ reply }: Pick<ConversationDetail, 'reply'>): number | null {
  return reply.textLimit ?? reply.measure.limit ?? null;
}

/** In the language of whom we answer, where we sign in it. */
function signingLocale({ target, conversation, me }: ReplyContext): Locale {
  const spoken = (target?.language ?? conversation.language)?.slice(0, 2).toLowerCase();
  return spoken === 'de' || spoken === 'en' ? spoken : me.organisation.locale;
}

/** What the server puts around a text: asked once for each message that is answered. */
function useFrame({ conversation, target, visibility }: ReplyContext): Frame {
  const targetId = target?.id;
  const frame = useQuery({
    queryKey: ['reply-frame', conversation.id, visibility, targetId],
    queryFn: ({ signal }) =>
      api.post<PreviewReplyAnswer>(
        `/api/conversations/${conversation.id}/replies/preview`,
        { visibility, text: '', ...(targetId ? { inReplyToMessageId: targetId } : {}) },
        { signal },
      ),
    enabled: targetId !== undefined,
    staleTime: 5 * 60_000,
    retry: false,
  }).data;
  return useMemo(() => {
    const checkUrl = frame && /https?:\/\/\S+/.exec(frame.signature)?.[0];
    return {
      prefix: frame ? frame.text.slice(0, frame.text.length - frame.signature.length).trim() : '',
      checkUrl: checkUrl ?? `${window.location.origin}/c/${CODE_TO_COME}`,
    };
  }, [frame]);
}

/** How a network counts; loaded with the first composer of that network. */
function useMeasure(network: string): TextMeasure | null {
  return (
    useQuery({
      queryKey: ['text-measure', network],
      queryFn: () => loadTextMeasure(network),
      staleTime: Number.POSITIVE_INFINITY,
      structuralSharing: false,
    }).data ?? null
  );
}

export interface CountedReply {
  signed: SignedReply;
  /** In the network's own unit, signature and link included. */
  length: number;
  limit: number | null;
  fits: boolean;
  /** From here on the typed text is too much; its length when all fits. */
  fitsUntil: number;
}

/** The reply as it will stand on the network, and how much of it there is room for. */
export function useCountedReply(text: string, context: ReplyContext): CountedReply {
  const frame = useFrame(context);
  const measure = useMeasure(context.conversation.channel.network);
  const { conversation } = context;
  const limit = limitOf(conversation);
  const options = { ...conversation.reply.measure, ...(limit === null ? {} : { limit }) };
  const count = (typed: string) => {
    const signed = composeReply(typed, context, frame);
    const measured = measure?.(signed.text, options) ?? {
      length: signed.text.length,
      limit,
      fits: limit === null || signed.text.length <= limit,
    };
    return { signed, ...measured };
  };
  const counted = count(text);
  return {
    signed: counted.signed,
    length: counted.length,
    limit: counted.limit,
    fits: counted.fits,
    fitsUntil: counted.fits ? text.length : longestFit(text, (typed) => count(typed).fits),
  };
}

/** The length of the longest beginning that fits, found by halving; never within a pair of surrogates. */
function longestFit(text: string, fits: (beginning: string) => boolean): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  const code = text.charCodeAt(low - 1);
  return code >= 0xd800 && code <= 0xdbff ? low - 1 : low;
}
