import { Injectable } from '@nestjs/common';
import type { NoAnswerNeededRequest } from '@visavis/shared/api/conversations';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { SlaService } from '../sla/sla.service.ts';
import { decisionOf, NOBODY_WAITS } from './endings.ts';

/** The decision of a person that what waits needs no answer, and taking it back. */
@Injectable()
export class NoAnswerService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly conversations: ConversationsService,
    private readonly sla: SlaService,
    private readonly uow: UnitOfWork,
  ) {}

  /** The clock ends, neither met nor missed, and the ledger says by whom and why. The conversation stays where it is. */
  async decide(agent: SignedInAgent, id: string, request: NoAnswerNeededRequest): Promise<ConversationState> {
    await this.access.require(agent, id, 'conversation.write');
    return this.uow.run(async (tx) => {
      await this.conversations.lockOne(tx, id);
      await this.sla.dismiss(tx, [id], {
        reason: 'noAnswerNeeded',
        decision: decisionOf(request, agent.agentId),
      });
      return this.conversations.lockOne(tx, id);
    });
  }

  /**
   * What waited waits again since the same moment: also what was taken for a thank-you and was none. With that it is our
   * turn again, wherever the conversation had gone.
   */
  async takeBack(agent: SignedInAgent, id: string): Promise<ConversationState> {
    await this.access.require(agent, id, 'conversation.write');
    return this.uow.run(async (tx) => {
      const { status, isSpam } = await this.conversations.lockOne(tx, id);
      if (isSpam) return this.conversations.lockOne(tx, id);
      if (NOBODY_WAITS.has(status)) await this.conversations.setStatus(tx, [id], 'reopen', agent.agentId);
      await this.sla.readmit(tx, [id], { decidedToo: true });
      return this.conversations.lockOne(tx, id);
    });
  }
}
