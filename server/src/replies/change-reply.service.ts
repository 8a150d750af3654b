import { Injectable } from '@nestjs/common';
import type { ConnectorCapability } from '@visavis/shared/api/channels';
import type { DeliveryState } from '@visavis/shared/api/conversations';
import type { EditReplyRequest, ReplyStateAnswer } from '@visavis/shared/api/replies';
import { windowClosesAt } from '@visavis/shared/replies/reply-window';
import { findPersonalData } from '@visavis/shared/text/personal-data';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { WrittenRepliesRepository } from '../conversations/written-replies.repository.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ClosedBehindService } from './closed-behind.service.ts';
import { ComposeReplyService } from './compose-reply.service.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { OutboxWaker } from './outbox-waker.ts';
import { newRecordKey } from './record-key.ts';
import { type OpenedReply, ReplyAccessService } from './reply-access.service.ts';
import { checkHealth, checkReply } from './reply-rules.ts';
import type { Delivery } from './replies.types.ts';

/** What people do to a reply after it was sent: again, in other words, or not at all. */
@Injectable()
export class ChangeReplyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ReplyAccessService,
    private readonly conversations: ConversationsService,
    private readonly recordReply: RecordReplyService,
    private readonly written: WrittenRepliesRepository,
    private readonly channels: ChannelsService,
    private readonly connectors: ConnectorRegistry,
    private readonly composer: ComposeReplyService,
    private readonly closedBehind: ClosedBehindService,
    private readonly outbox: OutboxRepository,
    private readonly waker: OutboxWaker,
    private readonly clock: Clock,
  ) {}

  /**
   * Tries a failed, waiting or parked delivery now. What is in doubt is looked up before it is sent.
   *
   * @throws DomainError `not-found`, `forbidden`, `delivery-state`, `channel-unhealthy`
   */
  async retry(agent: SignedInAgent, messageId: string): Promise<ReplyStateAnswer> {
    const { reply } = await this.access.open(agent, messageId, 'anyone');
    await this.assertHealthy(reply.channelId);
    const now = this.clock.now();
    const answer = await this.change(messageId, reply.conversationId, async (tx, row, standing) => {
      const isWaiting = (row.state === 'queued' || row.state === 'unknown') && row.attempts > 0;
      if (!isWaiting && row.state !== 'failed' && row.state !== 'parked') throw wrongState(row, 'retry');
      const looks = row.operation === 'create' && (row.isInDoubt || row.state === 'unknown');
      const state = looks ? 'unknown' : 'queued';
      await this.outbox.change(tx, messageId, {
        state,
        nextAttemptAt: now,
        isInDoubt: looks,
        error: row.lastError,
        triedSince: now,
      });
      if (row.operation !== 'create') return this.show(tx, row, standing, now);
      return this.show(tx, row, state, now);
    });
    await this.waker.wake(messageId, now, `retry-${now.getTime()}`);
    return answer;
  }

  /**
   * Other words under the same signature and check code: for a reply that failed, sent in their place; for a published
   * one, edited on the network, where it can.
   *
   * @throws DomainError `not-found`, `forbidden`, `delivery-state`, `capability-missing`, and those of `checkReply`
   */
  async edit(agent: SignedInAgent, messageId: string, request: EditReplyRequest): Promise<ReplyStateAnswer> {
    const opened = await this.access.open(agent, messageId, 'author');
    const { reply, delivery } = opened;
    const isPublished = publishedStates.has(reply.deliveryState);
    if (isPublished) this.assertCan(await this.networkOf(reply.channelId), 'edit');
    const text = await this.compose(opened, request);
    const now = this.clock.now();
    const answer = await this.change(messageId, delivery.conversationId, async (tx, row, standing) => {
      // What may stand on the network already would stand there twice in two wordings.
      if (!isIdle(row) || row.isInDoubt || isPublished !== (row.acceptedAt !== null))
        throw wrongState(row, 'edit');
      const keys = { deliveryId: newId(now), recordKey: newRecordKey(), at: now };
      if (isPublished) {
        await this.outbox.begin(tx, messageId, {
          operation: 'edit',
          newText: text,
          newTyped: request.text,
          ...keys,
        });
        return this.show(tx, { attempts: 0, messageId }, standing, now);
      }
      await this.recordReply.redraftReply(tx, messageId, text);
      await this.outbox.begin(tx, messageId, { operation: 'create', newText: null, newTyped: null, ...keys });
      await this.outbox.retype(tx, messageId, request.text);
      return this.show(tx, { attempts: 0, messageId }, 'queued', now);
    });
    await this.waker.wake(messageId, now, `edit-${now.getTime()}`);
    return answer;
  }

  /**
   * Takes a published reply down, where the network can, and gives up one that is not published yet.
   *
   * @throws DomainError `not-found`, `forbidden`, `delivery-state`, `capability-missing`, `channel-unhealthy`
   */
  async withdraw(agent: SignedInAgent, messageId: string): Promise<ReplyStateAnswer> {
    const { reply, delivery } = await this.access.open(agent, messageId, 'author-or-lead');
    const isPublished = publishedStates.has(reply.deliveryState);
    if (isPublished) this.assertCan(await this.networkOf(reply.channelId), 'delete');
    if (isPublished) await this.assertHealthy(reply.channelId);
    const now = this.clock.now();
    const answer = await this.change(messageId, delivery.conversationId, async (tx, row, standing) => {
      if (isPublished !== (row.acceptedAt !== null)) throw wrongState(row, 'withdraw');
      if (isPublished) {
        if (!isIdle(row)) throw wrongState(row, 'withdraw');
        const keys = { deliveryId: newId(now), recordKey: newRecordKey(), at: now };
        await this.outbox.begin(tx, messageId, {
          operation: 'delete',
          newText: null,
          newTyped: null,
          ...keys,
        });
        return this.show(tx, { attempts: 0, messageId }, standing, now);
      }
      if (row.state !== 'failed' && row.state !== 'parked' && row.state !== 'queued')
        throw wrongState(row, 'withdraw');
      const over = {
        state: 'cancelled' as const,
        nextAttemptAt: null,
        // What was tried and not refused may have arrived.
        isInDoubt: row.isInDoubt || (row.state === 'queued' && row.attempts > 0),
        error: row.lastError,
      };
      await this.outbox.change(tx, messageId, over);
      // Whoever closes behind a failed one knows that it did not go out.
      if (row.state !== 'failed') await this.closedBehind.open(tx, row, agent.agentId);
      return this.show(tx, row, 'cancelled', null);
    });
    if (isPublished) await this.waker.wake(messageId, now, `withdraw-${now.getTime()}`);
    return answer;
  }

  /**
   * Locks in the order of everybody: conversation, then delivery. `standing` is how the reply stands now: the network may
   * have shown or deleted it since it was looked at.
   */
  private async change(
    messageId: string,
    conversationId: string,
    work: (tx: Tx, row: Delivery, standing: DeliveryState) => Promise<ReplyStateAnswer>,
  ): Promise<ReplyStateAnswer> {
    return this.uow.run(async (tx) => {
      await this.conversations.lock(tx, [conversationId]);
      const row = await this.outbox.lock(tx, messageId);
      const reply = await this.written.lock(tx, messageId);
      if (row === null || reply === null) throw new DomainError('not-found');
      if (reply.deliveryState === 'deleted') throw wrongState(row, 'change');
      return work(tx, row, reply.deliveryState);
    });
  }

  private async show(
    tx: Tx,
    { messageId, attempts }: Pick<Delivery, 'messageId' | 'attempts'>,
    state: ReplyStateAnswer['deliveryState'],
    nextAt: Date | null,
  ): Promise<ReplyStateAnswer> {
    await this.recordReply.setDelivery(tx, [{ messageId, state, nextAt, attempts, error: null }]);
    return { messageId, deliveryState: state };
  }

  private async compose(
    { reply, conversation }: OpenedReply,
    { text, acknowledged = [] }: EditReplyRequest,
  ): Promise<string> {
    const composition = await this.composer.load(reply.agentId, conversation, reply.inReplyToMessageId);
    const { visibility, checkCode, signature } = reply;
    const composed = await this.composer.compose(composition, { text, visibility, checkCode, signature });
    const isPublished = publishedStates.has(reply.deliveryState);
    const { target, organisation, network, channel } = composition;
    checkReply({
      agentId: reply.agentId,
      conversationId: conversation.id,
      // A published reply may be corrected though the message it answers was deleted meanwhile.
      target: target === null || !isPublished ? target : { ...target, deletedAt: null },
      visibility,
      typedText: text,
      measured: composed.measured,
      findings: findPersonalData(text, { customerNumberPattern: organisation.customerNumberPattern }),
      acknowledged,
      mediaIds: [],
      media: new Map(),
      manifest: network.manifest,
      // A published reply may be corrected after the end, as far as the network lets us.
      windowClosesAt: isPublished ? null : windowClosesAt(network.manifest, conversation),
      sendsAt: this.clock.now(),
      health: channel.health,
    });
    return composed.text;
  }

  private async networkOf(channelId: string): Promise<string> {
    return (await this.channels.get(channelId)).network;
  }

  private assertCan(network: string, capability: ConnectorCapability): void {
    const { manifest } = this.connectors.get(network);
    if (manifest.capabilities.includes(capability)) return;
    throw new DomainError(
      'capability-missing',
      { capability },
      `${manifest.name} cannot ${capability} a reply.`,
    );
  }

  private async assertHealthy(channelId: string): Promise<void> {
    checkHealth((await this.channels.get(channelId)).health);
  }
}

const publishedStates: ReadonlySet<string> = new Set(['sent', 'seen', 'edited']);

/** Nobody is on the network with it and nothing is due. */
function isIdle({ state }: Delivery): boolean {
  return state === 'done' || state === 'failed';
}

function wrongState({ operation, state }: Delivery, wish: string): DomainError {
  return new DomainError(
    'delivery-state',
    { operation, state, wish },
    `A delivery that is ${state} cannot be changed like this.`,
  );
}
