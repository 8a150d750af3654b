import { Injectable } from '@nestjs/common';
import { ClosingsService } from '../conversations/closings.service.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import type { Delivery } from './replies.types.ts';

/** Whoever closes behind a reply that is on its way takes it for answered. */
@Injectable()
export class ClosedBehindService {
  constructor(
    private readonly closings: ClosingsService,
    private readonly sla: SlaService,
  ) {}

  /**
   * Step: this reply does not go out, so what its author closed behind it waits again, as if it had not been closed. What
   * somebody else closed was closed for reasons of theirs, and where anything has happened since it stays as it is.
   *
   * @param actor who took the reply back; null when it could not be delivered
   */
  async open(tx: Tx, { conversationId, agentId }: Delivery, actor: string | null): Promise<void> {
    const closings = (await this.closings.untouched(tx, [conversationId])).filter(
      ({ isSpam, actorId }) => !isSpam && (actorId === agentId || actorId === actor),
    );
    await this.closings.takeBack(tx, closings, actor);
    await this.sla.reviveClosed(tx, closings);
  }
}
