import { Injectable } from '@nestjs/common';
import type { Stuck } from '@visavis/shared/routing/pick-agent';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { Line } from '../conversations/waiting.repository.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { isLacking } from './line-up.ts';

const BATCH = 500;

/**
 * Tells whole lines that nobody in the team has what they ask for, or that somebody has it by now. After placing and in
 * steps of its own, so that thousands of them hold nobody up.
 */
@Injectable()
export class StuckLinesService {
  constructor(
    private readonly waiting: WaitingService,
    private readonly conversations: ConversationsService,
    private readonly decisions: DecisionsRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param lacking what the team lacks for each line; null where it lacks nothing */
  async mark(teamId: string, lacking: ReadonlyMap<Line, Stuck | null>): Promise<void> {
    for (const [line, stuck] of lacking) {
      const finding = stuck?.kind ?? null;
      const isNews = finding === null ? isLacking(line.stuck) : finding !== line.stuck;
      if (!isNews) continue;
      while ((await this.markBatch(teamId, line, finding)) === BATCH);
    }
  }

  /** @returns how many were read; each that was told so has left the line */
  private markBatch(teamId: string, line: Line, finding: string | null): Promise<number> {
    return this.uow.run(async (tx) => {
      const rows = await this.waiting.waitingIn(tx, teamId, [{ ...line, after: null }], BATCH);
      const changed = await this.conversations.setStuck(
        tx,
        rows.map(({ id }) => ({ conversationId: id, stuck: finding })),
      );
      const at = this.clock.now();
      if (finding !== null) {
        await this.decisions.insert(
          tx,
          changed.map(({ id: conversationId }) => ({
            id: newId(at),
            conversationId,
            kind: 'stuck',
            agentId: null,
            stuck: finding,
            at,
          })),
        );
      }
      return changed.length;
    });
  }
}
