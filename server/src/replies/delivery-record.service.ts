import { Injectable } from '@nestjs/common';
import type { DeliveryState } from '@visavis/shared/api/conversations';
import type { Channel } from '../channels/channel.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import type { Receipt } from '../connectors/connector.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { WrittenRepliesRepository } from '../conversations/written-replies.repository.ts';
import { Clock } from '../platform/clock.ts';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { ClosedBehindService } from './closed-behind.service.ts';
import type { Outcome } from './delivery-outcome.ts';
import { type OutboxChange, OutboxRepository } from './outbox.repository.ts';
import type { Delivery, DeliveryFailure } from './replies.types.ts';

/** Writes down what became of deliveries: in the outbox, in the thread, on the clock and on the channel, at once. */
@Injectable()
export class DeliveryRecordService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly conversations: ConversationsService,
    private readonly recordReply: RecordReplyService,
    private readonly written: WrittenRepliesRepository,
    private readonly channels: ChannelsService,
    private readonly sla: SlaService,
    private readonly closedBehind: ClosedBehindService,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** Step: a worker is on the network with it. */
  async showClaim(tx: Tx, claimed: Delivery): Promise<void> {
    if (claimed.operation !== 'create') return;
    const state = claimed.state === 'looking' ? 'unknown' : 'sending';
    await this.show(tx, claimed, state, null, claimed.state === 'looking' ? claimed.lastError : null);
  }

  /** Records one try. What the network has accepted counts in any case, everything else only while the claim is ours. */
  async settle(claimed: Delivery, outcome: Outcome): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.conversations.lock(tx, [claimed.conversationId]);
      const row = await this.outbox.lock(tx, claimed.messageId);
      if (row === null) return;
      const isOurs = row.lockedBy === claimed.lockedBy;
      if (outcome.step === 'accept' && (isOurs || row.state !== 'done'))
        return this.accept(tx, row, outcome.receipt);
      if (isOurs) await this.fallBack(tx, row, outcome);
    });
  }

  /** Waits until the channel is well again; nothing is tried meanwhile. */
  async park(due: Delivery, health: Channel['health']): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.conversations.lock(tx, [due.conversationId]);
      const row = await this.outbox.lock(tx, due.messageId);
      const now = this.clock.now();
      if (row === null || !isDue(row, now)) return;
      const isInDoubt = row.operation === 'create' && row.state !== 'queued';
      const error = health.state === 'paused' ? PAUSED : { kind: 'auth', detail: health.reason ?? '' };
      await this.putAside(tx, row, isInDoubt, error);
    });
  }

  /** @returns those that go on now */
  async unpark(parked: readonly { messageId: string; conversationId: string }[]): Promise<Delivery[]> {
    if (parked.length === 0) return [];
    return this.uow.run(async (tx) => {
      await this.conversations.lock(
        tx,
        parked.map((row) => row.conversationId),
      );
      const rows = await this.outbox.unpark(
        tx,
        parked.map((row) => row.messageId),
        this.clock.now(),
      );
      const created = rows.filter((row) => row.operation === 'create');
      await this.recordReply.setDelivery(
        tx,
        created.map(({ messageId, isInDoubt, nextAttemptAt, attempts }) => ({
          messageId,
          state: isInDoubt ? ('unknown' as const) : ('queued' as const),
          nextAt: nextAttemptAt,
          attempts,
          error: null,
        })),
      );
      return rows;
    });
  }

  /** The network has shown us replies whose receipt never came: they were accepted all the same. */
  async acceptSeen(messageIds: readonly string[]): Promise<void> {
    const open = new Map(
      (await this.outbox.notAccepted(messageIds)).map((row) => [row.messageId, row.conversationId]),
    );
    if (open.size === 0) return;
    for (const seen of await this.written.seenOnNetwork([...open.keys()])) {
      await this.uow.run(async (tx) => {
        await this.conversations.lock(tx, [open.get(seen.messageId) ?? '']);
        const row = await this.outbox.lock(tx, seen.messageId);
        if (row === null || row.operation !== 'create' || row.state === 'done') return;
        const { externalId, permalink, postedAt } = seen;
        await this.accept(tx, row, { externalId, permalink: permalink ?? undefined, postedAt });
        await this.show(tx, row, 'seen', null, null);
      });
    }
  }

  private async accept(tx: Tx, row: Delivery, receipt: Receipt): Promise<void> {
    const { messageId, conversationId } = row;
    const acceptedAt =
      row.operation === 'create' ? await this.takenAt(tx, messageId, receipt) : this.clock.now();
    await this.outbox.change(tx, messageId, { ...OVER, state: 'done', acceptedAt });
    if (row.operation === 'delete') return this.recordReply.takeDownReply(tx, messageId);
    if (row.operation === 'edit') return this.acceptEdit(tx, row);
    const { externalId, permalink = null } = receipt;
    await this.recordReply.recordAcceptedReplies(tx, [{ messageId, externalId, permalink, acceptedAt }]);
    await this.sla.recordResponses(tx, [{ conversationId, messageId, acceptedAt }]);
  }

  /**
   * When the network took a reply: now, unless it was found there later, as after a receipt that never came. Neither
   * before it was written nor in the future, whatever the network's clock says.
   */
  private async takenAt(tx: Tx, messageId: string, { postedAt }: Receipt): Promise<Date> {
    const now = this.clock.now();
    if (postedAt === undefined || !(postedAt < now)) return now;
    const writtenAt = (await this.recordReply.writtenAt(tx, [messageId])).get(messageId) ?? now;
    return postedAt < writtenAt ? writtenAt : postedAt;
  }

  private async acceptEdit(tx: Tx, row: Delivery): Promise<void> {
    const { messageId, newText, newTyped } = row;
    if (newText === null) return;
    await this.recordReply.rewordReply(tx, messageId, newText);
    await this.outbox.retype(tx, messageId, newTyped ?? '');
    await this.show(tx, row, 'edited', null, null);
  }

  private async fallBack(tx: Tx, row: Delivery, outcome: Outcome): Promise<void> {
    switch (outcome.step) {
      case 'accept':
        return;
      case 'sendAgain':
        if (outcome.pauseChannel !== null)
          await this.outbox.pauseChannel(tx, row.channelId, outcome.pauseChannel);
        return this.wait(tx, row, {
          state: 'queued',
          nextAttemptAt: outcome.at,
          isInDoubt: false,
          error: outcome.error,
        });
      case 'look':
        if (outcome.pauseChannel !== null)
          await this.outbox.pauseChannel(tx, row.channelId, outcome.pauseChannel);
        return this.wait(tx, row, {
          state: 'unknown',
          nextAttemptAt: outcome.at,
          isInDoubt: true,
          error: outcome.error,
        });
      case 'park':
        await this.channels.reportHealth(tx, row.channelId, 'reconnect', 'auth');
        return this.putAside(tx, row, outcome.isInDoubt, outcome.error);
      case 'fail':
        await this.outbox.change(tx, row.messageId, {
          ...OVER,
          state: 'failed',
          isInDoubt: outcome.isInDoubt,
          error: outcome.error,
        });
        await this.show(tx, row, 'failed', null, outcome.error);
        if (row.operation === 'create') await this.closedBehind.open(tx, row, null);
    }
  }

  private async wait(
    tx: Tx,
    row: Delivery,
    change: OutboxChange & { state: 'queued' | 'unknown' },
  ): Promise<void> {
    await this.outbox.change(tx, row.messageId, change);
    await this.show(tx, row, change.state, change.nextAttemptAt, change.error);
  }

  private async putAside(tx: Tx, row: Delivery, isInDoubt: boolean, error: DeliveryFailure): Promise<void> {
    await this.outbox.change(tx, row.messageId, { state: 'parked', nextAttemptAt: null, isInDoubt, error });
    await this.show(tx, row, isInDoubt ? 'unknown' : 'queued', null, error);
  }

  /** A published reply stays published, whatever becomes of an edit or a removal; only the fault is shown. */
  private async show(
    tx: Tx,
    { messageId, operation, attempts }: Delivery,
    state: DeliveryState,
    nextAt: Date | null,
    error: DeliveryFailure | null,
  ): Promise<void> {
    const standing = operation === 'create' ? null : await this.written.lock(tx, messageId);
    const shown = standing === null || state === 'edited' ? state : standing.deliveryState;
    await this.recordReply.setDelivery(tx, [{ messageId, state: shown, nextAt, attempts, error }]);
  }
}

const OVER = { nextAttemptAt: null, isInDoubt: false, error: null };
const PAUSED: DeliveryFailure = { kind: 'paused', detail: 'The channel is paused' };

function isDue(row: Delivery, now: Date): boolean {
  if (row.state === 'queued' || row.state === 'unknown')
    return row.nextAttemptAt !== null && row.nextAttemptAt <= now;
  return (
    (row.state === 'sending' || row.state === 'looking') && row.lockedUntil !== null && row.lockedUntil <= now
  );
}
