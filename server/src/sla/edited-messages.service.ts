import { Injectable } from '@nestjs/common';
import { isCourtesy } from '@visavis/shared/sla/courtesy';
import {
  ConversationStoryRepository,
  type WordedMessage,
} from '../conversations/conversation-story.repository.ts';
import type { ConversationState, CustomerTurn } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { SlaRepository } from './sla.repository.ts';
import { SlaService } from './sla.service.ts';

/**
 * What an edit of the customer means for clocks. A thank-you that was turned into something to answer starts one, at the
 * network's time of that edit: nobody could have answered it before. Any other edit changes none. In particular a
 * question turned into a thank-you keeps its clock: somebody may be writing the answer, and an edit must take nothing out
 * of sight; a person ends it, with "no answer needed". What was answered stays answered, however it is worded later.
 */
@Injectable()
export class EditedMessagesService {
  constructor(
    private readonly repository: SlaRepository,
    private readonly sla: SlaService,
    private readonly conversations: ConversationsService,
    private readonly story: ConversationStoryRepository,
    private readonly clock: Clock,
  ) {}

  /** Step: starts clocks for what these messages ask for since they were edited. Doing it again changes nothing. */
  async reconsider(
    tx: Tx,
    messages: readonly { conversationId: string; messageId: string }[],
  ): Promise<void> {
    const states = await this.conversations.lock(
      tx,
      messages.map(({ conversationId }) => conversationId),
    );
    const worded = await this.story.wordingsOf(
      tx,
      messages.map(({ messageId }) => messageId),
    );
    const byId = new Map(states.map((state) => [state.id, state]));
    const now = this.clock.now();
    const turns = worded.flatMap((message) => turnOf(message, byId.get(message.conversationId), now) ?? []);
    const fresh = await this.repository.withoutClock(tx, turns);
    if (fresh.length === 0) return;
    const ids = [...new Set(fresh.map(({ conversationId }) => conversationId))];
    await this.conversations.setStatus(tx, ids, 'customerMessage', null);
    await this.repository.removeTurns(
      tx,
      fresh.map(({ messageId }) => messageId),
    );
    await this.sla.startClocks(tx, fresh);
  }
}

/** What waits since an edit; null where the edit asks for nothing new. */
function turnOf(
  { messageId, isForUs, language, wordings }: WordedMessage,
  state: ConversationState | undefined,
  now: Date,
): CustomerTurn | null {
  // Before a reply of ours every message has a clock, whatever it says.
  if (state === undefined || !isForUs || state.isSpam || state.isHistory || state.replyCount === 0)
    return null;
  const thanked = wordings.findLastIndex(({ text }) => isCourtesy(text, language));
  const asked = thanked < 0 ? undefined : wordings[thanked + 1];
  if (asked === undefined) return null;
  const { id: conversationId, channelId, teamId, replyCount } = state;
  const postedAt = asked.at < now ? asked.at : now;
  return {
    conversationId,
    channelId,
    teamId,
    messageId,
    postedAt,
    receivedAt: now,
    isFirst: false,
    replyCount,
  };
}
