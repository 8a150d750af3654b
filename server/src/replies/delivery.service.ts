import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import type { Connector, Receipt } from '../connectors/connector.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Logger } from '../platform/logger.ts';
import { outcomeOf, type Outcome, type TryResult } from './delivery-outcome.ts';
import { DeliveryRecordService } from './delivery-record.service.ts';
import { type Outbound, OutboundReplyService } from './outbound-reply.service.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { OutboxWaker } from './outbox-waker.ts';
import type { Delivery } from './replies.types.ts';

/** How long a claim holds without being renewed: after a crash this is what a delivery waits before it is looked up. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
/** No network gets longer for one try; after that its outcome is unknown. Pictures take their time. */
const LONGEST_TRY_MS = 60_000;

const SWEEP_LIMIT = 200;

/**
 * Carries replies to their networks: claim a row in a short transaction, call the network outside of any, record the
 * outcome in another short one. A worker that dies in between leaves a lease that runs out, and then an outcome that is
 * unknown: it is looked up before anything is sent again.
 */
@Injectable()
export class DeliveryService {
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
  ) {}

  /** Makes one try, if the delivery is due and nobody else has it. */
  async deliver(messageId: string): Promise<void> {
    const due = await this.outbox.find(messageId);
    if (due === null || (due.nextAttemptAt === null && due.lockedUntil === null)) return;
    const { health } = await this.channels.get(due.channelId);
    const isUnhealthy = health.state === 'paused' || health.state === 'reconnect';
    if (isUnhealthy) return this.record.park(due, health);
    const claimed = await this.claim(due);
    if (claimed === null) return;
    const outcome = await this.attempt(claimed);
    await this.record.settle(claimed, outcome);
    if (outcome.step === 'sendAgain' || outcome.step === 'look') {
      await this.waker.wake(messageId, outcome.at, `try-${claimed.attempts}`);
    }
  }

  /** Wakes whatever is due and was not woken: lost jobs, dead workers, channels that are well again. */
  async sweep(): Promise<void> {
    await this.resume(await this.outbox.parkedChannels());
    const due = await this.outbox.due(this.clock.now(), SWEEP_LIMIT);
    for (const { messageId, attempts } of due)
      await this.waker.wake(messageId, this.clock.now(), `sweep-${attempts}`);
  }

  /** Lets parked deliveries go on where the channel is well again. */
  async resume(channelIds: readonly string[]): Promise<void> {
    if (channelIds.length === 0) return;
    const channels = await this.channels.list();
    const isWell = (id: string) => {
      const state = channels.find((channel) => channel.id === id)?.healthState;
      return state === 'healthy' || state === 'degraded';
    };
    const well = channelIds.filter(isWell);
    if (well.length === 0) return;
    for (const { messageId, nextAttemptAt, attempts } of await this.record.unpark(
      await this.outbox.parkedOf(well),
    )) {
      await this.waker.wake(messageId, nextAttemptAt ?? this.clock.now(), `resume-${attempts}`);
    }
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

  private async attempt(claimed: Delivery): Promise<Outcome> {
    const connector = await this.channels.connectorFor(claimed.channelId);
    const canLookUp = connector.lookUp !== undefined;
    const isLooking = claimed.state === 'looking' && canLookUp;
    const result = await this.whileRenewing(claimed, () => this.call(connector, claimed, isLooking));
    if (result.kind === 'error') {
      const { kind, detail } = result.error;
      const { messageId, attempts, operation } = claimed;
      this.logger.warn('A try to deliver a reply did not succeed.', {
        messageId,
        operation,
        attempts,
        kind,
        detail,
      });
    }
    return outcomeOf(
      result,
      {
        operation: claimed.operation,
        phase: isLooking ? 'look' : 'send',
        attempts: claimed.attempts,
        triedSince: claimed.triedSince,
        lastErrorKind: claimed.lastError?.kind ?? null,
        canLookUp,
      },
      { now: this.clock.now(), random: Math.random() },
    );
  }

  /** Never throws: whatever goes wrong between the first byte and the receipt is an outcome. */
  private async call(connector: Connector, claimed: Delivery, isLooking: boolean): Promise<TryResult> {
    try {
      const outbound = await this.outbound.build(claimed);
      if (outbound === null)
        return failure(new ConnectorError('gone', 'The message that was answered is no longer there'));
      const receipt = isLooking
        ? await inTime(connector.lookUp?.(outbound.reply))
        : await inTime(perform(connector, claimed, outbound));
      return receipt == null ? { kind: 'absent' } : { kind: 'accepted', receipt };
    } catch (error) {
      if (!(error instanceof ConnectorError))
        this.logger.error('A connector failed.', { err: error, messageId: claimed.messageId });
      // Anything but a ConnectorError is a fault of ours, perhaps after the network took the reply.
      return failure(
        error instanceof ConnectorError
          ? error
          : new ConnectorError('unknown', 'The delivery broke off', { cause: error }),
      );
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

async function perform(
  connector: Connector,
  { operation }: Delivery,
  { reply, externalId }: Outbound,
): Promise<Receipt> {
  if (operation === 'create') return connector.send(reply);
  if (externalId === null) throw new ConnectorError('rejected', 'The network never had this reply');
  const standing = { ...reply, externalId };
  if (operation === 'edit' && connector.edit !== undefined) return connector.edit(standing);
  if (operation === 'delete' && connector.delete !== undefined) {
    await connector.delete(standing);
    return { externalId };
  }
  throw new ConnectorError('rejected', `This network cannot ${operation} a reply`);
}

function failure({ kind, message, retryAfter }: ConnectorError): TryResult {
  return { kind: 'error', error: { kind, detail: message, retryAfter } };
}

async function inTime<T>(call: Promise<T> | undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ConnectorError('unknown', 'The network did not answer in time')),
      LONGEST_TRY_MS,
    );
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
