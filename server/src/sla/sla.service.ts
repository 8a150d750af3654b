import { Injectable } from '@nestjs/common';
import { isCourtesy } from '@visavis/shared/sla/courtesy';
import { ConversationStoryRepository } from '../conversations/conversation-story.repository.ts';
import type { ConversationState, CustomerTurn } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Occasion } from './desk-clocks.ts';
import { FollowClocksService } from './follow-clocks.service.ts';
import { SlaRepository } from './sla.repository.ts';
import type { Closed, Ending, Readmitted, Response, Turn } from './sla.types.ts';

/**
 * The clocks of conversations. What waits for an answer is a row of `sla_turn`; every step changes these rows and then
 * lets the clocks follow, so that at most one clock for an answer runs in a conversation, and always for its oldest
 * waiting message. Clocks for picking up and for the resolution follow what is done at the desk. With another team a
 * clock that runs keeps its policy and calendar.
 */
@Injectable()
export class SlaService {
  constructor(
    private readonly repository: SlaRepository,
    private readonly clocks: FollowClocksService,
    private readonly conversations: ConversationsService,
    private readonly story: ConversationStoryRepository,
    private readonly replies: RecordReplyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Customers wrote. A clock starts at the network's time of the oldest message that waits; where one runs, a further
   * message starts no second. A message to a closed conversation begins a new wait: what was closed unanswered is past.
   */
  async startClocks(tx: Tx, turns: readonly CustomerTurn[]): Promise<void> {
    if (turns.length === 0) return;
    const messageIds = turns.map(({ messageId }) => messageId);
    const before = await this.repository.conversationsOfTurns(tx, messageIds);
    const conversationIds = conversationIdsOf(turns);
    const states = await this.lock(tx, [...conversationIds, ...before]);
    const courtesies = await this.courtesiesIn(tx, turns);
    const dismissedAt = this.clock.now();
    await this.repository.removeDismissedTurns(tx, conversationIds);
    await this.repository.addTurns(
      tx,
      turns.map((turn) => (courtesies.has(turn.messageId) ? { ...turn, dismissedAt } : turn)),
    );
    const asked = turns.filter(({ messageId }) => !courtesies.has(messageId));
    const thanked = turns.filter(({ messageId }) => courtesies.has(messageId));
    await this.clocks.follow(tx, states, {
      begun: new Set(conversationIdsOf(asked)),
      courtesies: new Map(thanked.map((turn): [string, Turn] => [turn.conversationId, turn])),
      // What waited elsewhere until now waits where its thread is.
      ending: { reason: 'merged' },
    });
  }

  /** Of messages that followed a reply of ours: those that say nothing but thank you. */
  private async courtesiesIn(tx: Tx, turns: readonly CustomerTurn[]): Promise<Set<string>> {
    const after = turns.flatMap(({ messageId, replyCount }) => (replyCount > 0 ? [messageId] : []));
    if (after.length === 0) return new Set();
    const texts = await this.story.textsOf(tx, after);
    return new Set(
      after.filter((messageId) => {
        const message = texts.get(messageId);
        return message !== undefined && isCourtesy(message.text, message.language);
      }),
    );
  }

  /**
   * Replies were accepted by the network. Each answers what had reached us when it was written, and its clock is met at
   * `acceptedAt`, also where somebody closed it while the reply was on its way. For what came meanwhile a next clock
   * starts, and it is our turn again. Saying it twice changes nothing.
   */
  async recordResponses(tx: Tx, responses: readonly Response[]): Promise<void> {
    const messageIds = responses.map(({ messageId }) => messageId);
    const writtenAt = await this.replies.writtenAt(tx, messageIds);
    for (const round of inRounds(responses)) {
      const states = await this.lock(tx, conversationIdsOf(round));
      const written = round.map((response) => ({
        ...response,
        writtenAt: writtenAt.get(response.messageId) ?? response.acceptedAt,
      }));
      // Pauses that ended when it was written count before it is decided whether it came in time.
      await this.clocks.follow(tx, states);
      await this.repository.removeAnsweredTurns(tx, written);
      const met = await this.repository.meetTargets(tx, written);
      for (const { id, conversationId, metric } of met)
        tx.emit({ type: 'sla.changed', conversationId, change: 'met', targetId: id, metric });
      const alsoChanged = conversationIdsOf(met);
      const waiting = await this.clocks.follow(tx, states, { alsoChanged, looksBack: true });
      const ourTurn = states.filter(({ id, status }) => status === 'waiting' && waiting.has(id));
      if (ourTurn.length > 0) {
        await this.conversations.setStatus(tx, idsOf(ourTurn), 'customerMessage', null);
      }
    }
  }

  /** Nobody will answer what waits: its clock is cancelled, neither met nor missed. */
  async dismiss(
    tx: Tx,
    conversationIds: readonly string[],
    ending: Ending = { reason: 'closed' },
  ): Promise<void> {
    const states = await this.lock(tx, conversationIds);
    await this.repository.dismissTurns(tx, idsOf(states), this.clock.now());
    await this.clocks.follow(tx, states, { ending });
  }

  /**
   * A dismissal was taken back: what waited waits again, since the same moment as before. What was dismissed before
   * `since` stays so: it was decided by itself. So was, without it, what a person decided to leave. A thank-you asks for
   * nothing also afterwards, unless it is meant.
   */
  async readmit(tx: Tx, conversationIds: readonly string[], which: Readmitted = {}): Promise<void> {
    const states = await this.lock(tx, conversationIds);
    await this.repository.readmitTurns(tx, idsOf(states), which);
    await this.clocks.follow(tx, states, { begun: new Set(idsOf(states)), looksBack: true });
  }

  /**
   * Closings were taken back, and where the conversations stand is told already: the clocks that had ended with them go on,
   * the same ones, due when they were. What came due meanwhile is noted like any deadline. Doing it again changes nothing.
   */
  async reviveClosed(tx: Tx, closed: readonly Closed[]): Promise<void> {
    if (closed.length === 0) return;
    const states = await this.lock(tx, conversationIdsOf(closed));
    await this.repository.readmitClosed(tx, closed);
    const revived = await this.repository.revive(tx, closed, this.clock.now());
    // Whether a deadline was told of before it was closed nobody knows here: whoever tells of it tells it once.
    for (const { id: targetId, conversationId, metric, isBreached } of revived)
      tx.emit({
        type: 'sla.changed',
        conversationId,
        change: isBreached ? 'breached' : 'resumed',
        targetId,
        metric,
      });
    await this.clocks.follow(tx, states, { alsoChanged: conversationIdsOf(revived), looksBack: true });
  }

  /** Messages were deleted on the network: nobody has to answer them any more. */
  async forgetMessages(
    tx: Tx,
    messages: readonly { conversationId: string; messageId: string }[],
  ): Promise<void> {
    const states = await this.lock(tx, conversationIdsOf(messages));
    await this.repository.removeTurns(
      tx,
      messages.map(({ messageId }) => messageId),
    );
    await this.clocks.follow(tx, states, { ending: { reason: 'deleted' }, looksBack: true });
  }

  /** Something was done at the desk: status, snooze, assignee. Pauses, pick-up and resolution follow. */
  async followDesk(tx: Tx, conversationIds: readonly string[], occasion: Occasion = {}): Promise<void> {
    await this.clocks.follow(tx, await this.lock(tx, conversationIds), occasion);
  }

  /** Whoever was given a conversation has opened it. */
  async recordOpening(tx: Tx, conversationId: string, agentId: string): Promise<void> {
    const [state] = await this.lock(tx, [conversationId]);
    if (state === undefined || state.assigneeId !== agentId) return;
    await this.clocks.pickedUp(tx, state);
  }

  /** Clocks of a conversation change one transaction after the other, whoever comes first. */
  private async lock(tx: Tx, conversationIds: readonly string[]): Promise<ConversationState[]> {
    return conversationIds.length === 0 ? [] : await this.conversations.lock(tx, conversationIds);
  }
}

function idsOf(states: readonly ConversationState[]): string[] {
  return states.map((state) => state.id);
}

function conversationIdsOf(rows: readonly { conversationId: string }[]): string[] {
  return [...new Set(rows.map((row) => row.conversationId))];
}

/** One response per conversation at a time, in the order in which the network took them. */
function inRounds(responses: readonly Response[]): Response[][] {
  const rounds: Response[][] = [];
  const taken = new Map<string, number>();
  for (const response of responses.toSorted((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime())) {
    const round = taken.get(response.conversationId) ?? 0;
    taken.set(response.conversationId, round + 1);
    (rounds[round] ??= []).push(response);
  }
  return rounds;
}
