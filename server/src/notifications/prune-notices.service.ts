import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { AlertDeliveriesRepository } from './alert-deliveries.repository.ts';
import { AlertsRepository } from './alerts.repository.ts';
import { ChannelAlertsRepository } from './channel-alerts.repository.ts';
import { NoticesRepository } from './notices.repository.ts';

/** How long notices stay. */
export const NOTICES_KEPT_DAYS = 90;
const KEPT_MS = NOTICES_KEPT_DAYS * 86_400_000;
const PRUNED_AT_ONCE = 5_000;

type Prune = (tx: Tx, before: Date, limit: number) => Promise<number>;

/** Forgets what was seen, told or called three months ago, a part at a time so that nobody waits for it. */
@Injectable()
export class PruneNoticesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly alerts: AlertsRepository,
    private readonly channels: ChannelAlertsRepository,
    private readonly deliveries: AlertDeliveriesRepository,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async prune(now: Date = this.clock.now()): Promise<void> {
    const before = new Date(now.getTime() - KEPT_MS);
    for (const one of [this.notices, this.alerts, this.channels, this.deliveries])
      await this.pruneAll((tx, ...rest) => one.prune(tx, ...rest), before);
  }

  private async pruneAll(prune: Prune, before: Date): Promise<void> {
    for (;;) {
      const gone = await this.uow.run((tx) => prune(tx, before, PRUNED_AT_ONCE));
      if (gone < PRUNED_AT_ONCE) return;
    }
  }
}
