import { openHandOver } from '@visavis/shared/conversations/open-hand-over';
import type { Me } from '@visavis/shared/api/session';
import { useEffect } from 'react';
import type { OpenConversation } from '../../lib/conversation-cache.ts';

interface IntroductionOptions {
  conversation: OpenConversation;
  me: Me;
  state: { text: string; pictures: readonly unknown[] };
  change: (part: { text: string }) => void;
}

/**
 * The sentence with which somebody begins who was given a conversation with an announcement. It is put into an empty
 * composer once and is text like any other from then on: to be changed, removed, and counted.
 */
export function useIntroduction({ conversation, me, state, change }: IntroductionOptions) {
  const reader = { id: me.id, teamIds: me.teams.map(({ id }) => id) };
  const card = openHandOver(conversation.handOvers, conversation, reader);
  const sentence = conversation.assignee?.id === me.id ? (card?.introduction ?? null) : null;
  const hasAnswered =
    card !== null &&
    conversation.messages.some(
      (message) =>
        message.type === 'reply' &&
        message.author.id === me.id &&
        message.delivery?.state !== 'cancelled' &&
        Date.parse(message.postedAt) >= Date.parse(card.at),
    );
  const isEmpty = state.text === '' && state.pictures.length === 0;
  const key = card === null ? null : `visavis.introduced.${me.id}.${card.id}`;
  useEffect(() => {
    if (sentence === null || key === null || !isEmpty || hasAnswered || wasDone(key)) return;
    noteDone(key);
    change({ text: `${sentence} ` });
  }, [sentence, key, isEmpty, hasAnswered, change]);
  const begins = sentence !== null && state.text.startsWith(sentence);
  return {
    /** It stands at the beginning of the reply. */
    begins,
    /** Nothing else does: nobody has begun to write. */
    isAlone: begins && state.text.trim() === sentence,
    insert: (wanted: string) => {
      if (!state.text.startsWith(wanted)) change({ text: `${wanted} ${state.text}` });
    },
    remove: () => sentence !== null && change({ text: state.text.slice(sentence.length).trimStart() }),
  };
}

/** Whoever has removed it does not want it again with the next look. */
function wasDone(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function noteDone(key: string): void {
  try {
    sessionStorage.setItem(key, '1');
  } catch {
    // Full or refused: it is offered once more, at worst.
  }
}
