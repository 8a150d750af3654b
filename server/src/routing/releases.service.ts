import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { PlacementRepository } from './placement.repository.ts';

/** Who gave what back: placement must not hand it to them again. They may still take it by hand. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly repository: PlacementRepository,
    private readonly clock: Clock,
  ) {}

  async remember(tx: Tx, conversationId: string, agentId: string): Promise<void> {
    await this.rememberAll(tx, [{ conversationId, agentId }]);
  }

  async rememberAll(tx: Tx, releases: readonly { conversationId: string; agentId: string }[]): Promise<void> {
    if (releases.length > 0) await this.repository.insertReleases(tx, releases, this.clock.now());
  }
}
