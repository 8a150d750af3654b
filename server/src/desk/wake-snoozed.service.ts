import { Injectable } from '@nestjs/common';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';

const BATCH = 500;

/** How late a snoozed conversation comes back at most. */
export const WAKE_SNOOZED_MS = 5_000;

/** Brings back what was put off until now. */
@Injectable()
export class WakeSnoozedService {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly waiting: WaitingService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async wakeSnoozed(now: Date = this.clock.now()): Promise<void> {
    for (;;) {
      const ids = await this.waiting.snoozesEnded(now, BATCH);
      if (ids.length === 0) return;
      await this.uow.run(async (tx) => {
        const ended = (await this.conversations.lock(tx, ids)).filter(
          ({ status, snoozedUntil }) => status === 'snoozed' && snoozedUntil !== null && snoozedUntil <= now,
        );
        await this.conversations.setStatus(
          tx,
          ended.map(({ id }) => id),
          'wake',
          null,
        );
      });
    }
  }
}
