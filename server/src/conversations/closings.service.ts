import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { ConversationStoryRepository, type Closing } from './conversation-story.repository.ts';
import { ConversationsRepository } from './conversations.repository.ts';

/** Closings that were not meant, as steps. */
@Injectable()
export class ClosingsService {
  constructor(
    private readonly repository: ConversationsRepository,
    private readonly story: ConversationStoryRepository,
    private readonly clock: Clock,
  ) {}

  /** Of these conversations those that are closed, as long as nothing has happened since. Locks them. */
  async untouched(tx: Tx, ids: readonly string[]): Promise<Closing[]> {
    const states = await this.repository.lock(tx, [...new Set(ids)]);
    const closed = states.filter(({ status }) => status === 'closed').map(({ id }) => id);
    return closed.length === 0 ? [] : this.story.closingsOf(tx, closed);
  }

  /**
   * Each stands again where it stood, without a transition: it was never done. So there is a line of its own, and no fact
   * of a reopening.
   */
  async takeBack(tx: Tx, closings: readonly Closing[], actor: string | null): Promise<void> {
    if (closings.length === 0) return;
    const byId = new Map(closings.map((closing) => [closing.conversationId, closing]));
    const states = await this.repository.lock(tx, [...byId.keys()]);
    const back = states.flatMap((state) => {
      const closing = byId.get(state.id);
      return closing === undefined ? [] : [{ state, status: closing.before, until: closing.snoozedUntil }];
    });
    await this.repository.setStatuses(
      tx,
      back.map(({ state, status, until }) => ({
        conversationId: state.id,
        status,
        snoozedUntil: status === 'snoozed' ? until : null,
        closedAt: null,
      })),
    );
    await this.repository.addEvents(
      tx,
      back.map(({ state, status }) => ({
        conversationId: state.id,
        type: 'closingTakenBack',
        actorAgentId: actor,
        data: { before: state.status, after: status },
      })),
      this.clock.now(),
    );
    tx.emitAll(
      back.map(({ state: { id: conversationId, teamId, assigneeId, status: before }, status: after }) => ({
        type: 'conversation.statusChanged',
        conversationId,
        teamId,
        assigneeId,
        before,
        after,
      })),
    );
  }
}
