import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import type { HeardAlert } from './alerts.types.ts';
import { AlertsRepository } from './alerts.repository.ts';
import { ChannelAlertsRepository } from './channel-alerts.repository.ts';
import { TellAlertsService } from './tell-alerts.service.ts';

/** Keeps what clocks and channels have come to, so that it is told once and together with what comes at the same time. */
@Injectable()
export class RecordAlertsService {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly channels: ChannelAlertsRepository,
    private readonly tellers: TellAlertsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @OnFacts({ listener: 'alerts.record', facts: ['sla.changed'] })
  async record(facts: readonly DomainEvent[]): Promise<void> {
    const heard = facts.flatMap(alertOf);
    const moved = [...new Set(facts.flatMap(movedOf))];
    if (heard.length + moved.length === 0) return;
    const isNews = await this.uow.run(async (tx) => {
      const now = this.clock.now();
      if (moved.length > 0) this.tellSeen(tx, await this.alerts.seeOver(tx, moved, now));
      return heard.length > 0 && (await this.alerts.hear(tx, heard, now));
    });
    if (isNews) await this.tellers.wake();
  }

  @OnFacts({ listener: 'alerts.recordChannels', facts: ['channel.changed'] })
  async recordChannels(facts: readonly DomainEvent[]): Promise<void> {
    const ids = facts.flatMap((fact) => (fact.type === 'channel.changed' ? [fact.channelId] : []));
    const now = this.clock.now();
    const heard = [...new Set(ids)].map((channelId) => ({ id: newId(now), channelId }));
    const isNews = await this.uow.run(async (tx) => {
      this.tellSeen(tx, await this.channels.seeOver(tx, ids, now));
      return this.channels.hear(tx, heard, now);
    });
    if (isNews) await this.tellers.wake();
  }

  private tellSeen(tx: Tx, agentIds: string[]): void {
    if (agentIds.length > 0) tx.emit({ type: 'notice.changed', agentIds, hasNew: false });
  }
}

/** Conversations in which a clock was met or ended, or goes on to another deadline. */
function movedOf(fact: DomainEvent): string[] {
  if (fact.type !== 'sla.changed' || fact.change === 'warned' || fact.change === 'breached') return [];
  return [fact.conversationId];
}

function alertOf(fact: DomainEvent): HeardAlert[] {
  if (fact.type !== 'sla.changed' || (fact.change !== 'warned' && fact.change !== 'breached')) return [];
  const { conversationId, targetId = null, change } = fact;
  return [{ conversationId, targetId, trigger: change === 'warned' ? 'warning' : 'breach' }];
}
