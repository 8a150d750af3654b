import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { Connector } from '../connectors/connector.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Metrics } from '../platform/health/metrics.ts';
import { Logger } from '../platform/logger.ts';
import { outcomeOf, type Outcome, type TryResult } from './delivery-outcome.ts';
import { DeliveryRecordService } from './delivery-record.service.ts';
import { OutboundReplyService } from './outbound-reply.service.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { OutboxWaker } from './outbox-waker.ts';
import { failureOf, performDelivery } from './perform-delivery.ts';
import type { Delivery } from './replies.types.ts';

/** How long a claim holds without being renewed: after a crash this is what a delivery waits before it is looked up. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
/** While the database is away: as long as the claim holds anyway. */
const KEEP_OUTCOME_MS = 18_000;
const LONGEST_PAUSE_MS = 2_000;
const SWEEP_LIMIT = 200;
const NEVER = new AbortController().signal;

/**
 * Carries replies to their networks: claim a row in a short transaction, call the network outside of any, record the
 * outcome in another short one. A worker that dies in between leaves a lease that runs out, and then an outcome that is
 * unknown: it is looked up before anything is sent again.
 */
@Injectable()
export class DeliveryService {
  private readonly tries: Counter;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly conversations: ConversationsService,
    private readonly channels: ChannelsService,
    private readonly outbox: OutboxRepository,
    private readonly outbound: OutboundReplyService,
    private readonly record: DeliveryRecordService,
    private readonly waker: OutboxWaker,
    private readonly clock: Clock,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.tries = metrics.counter('delivery_tries_total', 'Tries to deliver replies, by what followed.', [
      'outcome',
    ]);
  }

  /**
   * Makes one try, if the delivery is due and nobody else has it.
   *
   * @param signal aborted when the process stops
   */
  async deliver(messageId: string, signal: AbortSignal = NEVER): Promise<void> {
    const due = await this.outbox.find(messageId);
    if (due === null || (due.nextAttemptAt === null && due.lockedUntil === null)) return;
    const { health } = await this.channels.get(due.channelId);
    const isUnhealthy = health.state === 'paused' || health.state === 'reconnect';
    if (isUnhealthy) return this.record.park(due, health);
    const claimed = await this.claim(due);
    if (claimed === null) return;
    const outcome = await this.attempt(claimed, signal);
    this.tries.inc({ outcome: outcome.step });
    await this.settle(claimed, outcome, signal);
    if (outcome.step === 'sendAgain' || outcome.step === 'look') {
      await this.waker.wake(messageId, outcome.at, `try-${claimed.attempts}`);
    }
  }

  /** Wakes whatever is due and was not woken: lost jobs, dead workers, channels that are well again. */
  async sweep(): Promise<void> {
    await this.resume(await this.outbox.parkedChannels());
    const now = this.clock.now();
    const due = await this.outbox.due(now, SWEEP_LIMIT);
    await this.waker.wakeAll(
      due.map(({ messageId, attempts }) => ({ messageId, at: now, turn: `sweep-${attempts}` })),
    );
  }

  /** Lets parked deliveries go on where the channel is well again; the next sweep takes what is too much at once. */
  async resume(channelIds: readonly string[]): Promise<void> {
    if (channelIds.length === 0) return;
    const channels = await this.channels.list();
    const isWell = (id: string) => {
      const state = channels.find((channel) => channel.id === id)?.healthState;
      return state === 'healthy' || state === 'degraded';
    };
    const well = channelIds.filter(isWell);
    if (well.length === 0) return;
    const resumed = await this.record.unpark(await this.outbox.parkedOf(well, SWEEP_LIMIT));
    await this.waker.wakeAll(
      resumed.map(({ messageId, nextAttemptAt, attempts }) => ({
        messageId,
        at: nextAttemptAt ?? this.clock.now(),
        turn: `resume-${attempts}`,
      })),
    );
  }

  private async claim({ messageId, conversationId }: Delivery): Promise<Delivery | null> {
    const by = randomUUID();
    return this.uow.run(async (tx) => {
      await this.conversations.lock(tx, [conversationId]);
      const now = this.clock.now();
      const claimed = await this.outbox.claim(tx, messageId, {
        by,
        now,
        until: new Date(now.getTime() + LEASE_MS),
      });
      if (claimed !== null) await this.record.showClaim(tx, claimed);
      return claimed;
    });
  }

  /**
   * What the network said is known only here. A database that is away for a moment must not make us forget it: the
   * reply would have to be looked up, or sent again.
   */
  private async settle(claimed: Delivery, outcome: Outcome, signal: AbortSignal): Promise<void> {
    const until = performance.now() + KEEP_OUTCOME_MS;
    for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await this.record.settle(claimed, outcome);
      } catch (error) {
        if (signal.aborted || performance.now() + pauseMs > until) throw error;
        const fields = { err: error, messageId: claimed.messageId, outcome: outcome.step };
        this.logger.rarely('An outcome could not be recorded yet.', fields);
      }
      await delay(pauseMs);
    }
  }

  private async attempt(claimed: Delivery, signal: AbortSignal): Promise<Outcome> {
    const connector = await this.openChannel(claimed);
    const canLookUp = connector?.lookUp !== undefined;
    const phase = claimed.state === 'looking' && (canLookUp || connector === null) ? 'look' : 'send';
    const result =
      connector === null
        ? failureOf(new ConnectorError('transient', 'The channel could not be opened'))
        : await this.whileRenewing(claimed, () => this.call(connector, claimed, phase, signal));
    const { operation, attempts, triedSince, lastError } = claimed;
    if (result.kind === 'error') {
      const fields = { messageId: claimed.messageId, operation, attempts, ...result.error };
      this.logger.warn('A try to deliver a reply did not succeed.', fields);
    }
    const attempt = {
      operation,
      phase,
      attempts,
      triedSince,
      lastErrorKind: lastError?.kind ?? null,
      canLookUp,
    } as const;
    return outcomeOf(result, attempt, { now: this.clock.now(), random: Math.random() });
  }

  /** Null when its credentials cannot be opened, or the like: certainly nothing has been sent. */
  private async openChannel({ channelId, messageId }: Delivery): Promise<Connector | null> {
    try {
      return await this.channels.connectorFor(channelId);
    } catch (error) {
      this.logger.error('The channel of a reply could not be opened.', { err: error, channelId, messageId });
      return null;
    }
  }

  /** Never throws: whatever goes wrong between the first byte and the receipt is an outcome. */
  private async call(
    connector: Connector,
    claimed: Delivery,
    phase: 'send' | 'look',
    signal: AbortSignal,
  ): Promise<TryResult> {
    try {
      const outbound = await this.outbound.build(claimed);
      const what = phase === 'look' ? 'look' : claimed.operation;
      const isGone = outbound === null || (what === 'create' && outbound.isTargetDeleted);
      if (isGone)
        return failureOf(new ConnectorError('gone', 'The message that was answered is no longer there'));
      return await performDelivery(connector, outbound, what, signal);
    } catch (error) {
      if (error instanceof ConnectorError) return failureOf(error);
      this.logger.error('A connector failed.', { err: error, messageId: claimed.messageId });
      // A fault of ours, perhaps after the network took the reply.
      return failureOf(new ConnectorError('unknown', 'The delivery broke off', { cause: error }));
    }
  }

  private async whileRenewing<T>({ messageId, lockedBy }: Delivery, work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      const until = new Date(this.clock.now().getTime() + LEASE_MS);
      this.uow
        .run((tx) => this.outbox.renew(tx, messageId, lockedBy ?? '', until))
        .catch((error: unknown) =>
          this.logger.warn('A claim could not be renewed.', { err: error, messageId }),
        );
    }, RENEW_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }
}
