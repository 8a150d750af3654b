import { Injectable } from '@nestjs/common';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { ClosingsService } from '../conversations/closings.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';

/** For so long somebody can take back what they did. */
export const UNDO_MS = 3_600_000;

/** Closing something by mistake is no reopening once it is taken back: the clocks that were go on. */
@Injectable()
export class TakeBackClosingService {
  constructor(
    private readonly closings: ClosingsService,
    private readonly sla: SlaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Step: takes back what this person closed within the last hour, where nothing has happened since and the conversation
   * stood where the caller believes. Of spam there are no clocks.
   *
   * @returns the conversations for which that was so; the others are as they were
   */
  async takeBack(
    tx: Tx,
    wanted: readonly { id: string; status: ConversationStatus }[],
    agentId: string,
  ): Promise<Set<string>> {
    const statuses = new Map(wanted.map(({ id, status }) => [id, status]));
    const since = this.clock.now().getTime() - UNDO_MS;
    const mine = (await this.closings.untouched(tx, [...statuses.keys()])).filter(
      ({ conversationId, actorId, at, before }) =>
        actorId === agentId && at.getTime() >= since && before === statuses.get(conversationId),
    );
    await this.closings.takeBack(tx, mine, agentId);
    await this.sla.reviveClosed(
      tx,
      mine.filter(({ isSpam }) => !isSpam),
    );
    return new Set(mine.map(({ conversationId }) => conversationId));
  }
}
