import { Injectable } from '@nestjs/common';
import type { UndoReplyAnswer } from '@visavis/shared/api/replies';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ClosedBehindService } from './closed-behind.service.ts';
import { presentDraft } from './draft.presenter.ts';
import { DraftsService } from './drafts.service.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { ReplyAccessService } from './reply-access.service.ts';
import type { Delivery } from './replies.types.ts';

/** Takes a reply back while it is held. */
@Injectable()
export class UndoReplyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ReplyAccessService,
    private readonly conversations: ConversationsService,
    private readonly recordReply: RecordReplyService,
    private readonly closedBehind: ClosedBehindService,
    private readonly drafts: DraftsService,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The reply is cancelled for good and the text is the author's draft again. What its author closed behind it is open again,
   * as if it had not been closed: its customer waits. Undoing twice is undoing once.
   *
   * @throws DomainError `not-found`, `forbidden`, `undo-too-late`
   */
  async undo(agent: SignedInAgent, messageId: string): Promise<UndoReplyAnswer> {
    const { delivery } = await this.access.open(agent, messageId, 'author-or-lead');
    return this.uow.run(async (tx) => {
      await this.conversations.lock(tx, [delivery.conversationId]);
      const row = await this.outbox.lock(tx, messageId);
      if (row === null) throw new DomainError('not-found');
      const isCancelled = row.state === 'cancelled';
      if (!isCancelled && !this.isHeld(row)) {
        throw new DomainError(
          'undo-too-late',
          { sendsAt: row.sendAt.toISOString() },
          'The reply has left the undo window.',
        );
      }
      if (!isCancelled) {
        await this.outbox.change(tx, messageId, {
          state: 'cancelled',
          nextAttemptAt: null,
          isInDoubt: false,
          error: null,
        });
        const change = { messageId, state: 'cancelled' as const, nextAt: null, attempts: 0, error: null };
        await this.recordReply.setDelivery(tx, [change]);
        await this.closedBehind.open(tx, row, agent.agentId);
      }
      const draft = await this.drafts.restore(tx, row, row.typed);
      return { messageId, deliveryState: 'cancelled', draft: presentDraft(draft) };
    });
  }

  private isHeld({ operation, state, attempts, sendAt }: Delivery): boolean {
    return operation === 'create' && state === 'queued' && attempts === 0 && sendAt > this.clock.now();
  }
}
