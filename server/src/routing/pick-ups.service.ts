import { Injectable } from '@nestjs/common';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DecisionsRepository, type Overdue } from './decisions.repository.ts';

const BATCH = 500;

/**
 * Whether people open what placement gave them. What lies unopened for as long as the team allows goes back and to
 * somebody else. Only what placement assigned: what somebody was given by hand stays theirs.
 */
@Injectable()
export class PickUpsService {
  constructor(
    private readonly decisions: DecisionsRepository,
    private readonly conversations: ConversationsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Step. Somebody opened a conversation, wrote a note in it or answered it. */
  async pickedUp(tx: Tx, conversationId: string, agentId: string): Promise<void> {
    await this.decisions.pickedUp(tx, conversationId, agentId, this.clock.now());
  }

  /** @returns how many went back; who is next is placement's to choose, which hears of it */
  async returnUnopened(now: Date = this.clock.now()): Promise<number> {
    for (let returned = 0; ;) {
      const overdue = await this.decisions.overdue(now, BATCH);
      if (overdue.length === 0) return returned;
      returned += await this.uow.run((tx) => this.giveBack(tx, overdue, now));
    }
  }

  /** When the next goes back: after now, and no later than `until`. */
  nextReturn(now: Date, until: Date): Promise<Date | null> {
    return this.decisions.nextOverdue(now, until);
  }

  private async giveBack(tx: Tx, overdue: readonly Overdue[], now: Date): Promise<number> {
    // Conversations before decisions, as whoever opens one locks them.
    const states = await this.conversations.lock(
      tx,
      overdue.map(({ conversationId }) => conversationId),
    );
    const due = await this.decisions.stopWaiting(
      tx,
      overdue.map(({ id }) => id),
      now,
    );
    const byId = new Map(states.map((state) => [state.id, state]));
    const unopened = due.filter((one) => isStillTheirs(byId.get(one.conversationId), one));
    if (unopened.length === 0) return 0;
    await this.conversations.assign(
      tx,
      unopened.map(({ conversationId }) => ({ conversationId, agentId: null })),
      null,
    );
    await this.decisions.insert(
      tx,
      unopened.map(({ conversationId, agentId }) => ({
        id: newId(now),
        conversationId,
        kind: 'returned',
        agentId,
        at: now,
      })),
    );
    return unopened.length;
  }
}

/** The very assignment that placement made, while it is our turn: whoever was given it by hand since keeps it. */
function isStillTheirs(state: ConversationState | undefined, { agentId, at }: Overdue): boolean {
  return (
    state !== undefined &&
    state.assigneeId === agentId &&
    state.assignedAt?.getTime() === at.getTime() &&
    (state.status === 'new' || state.status === 'open')
  );
}
