import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  PreviewReplyAnswer,
  PreviewReplyRequest,
  SendReplyAnswer,
  SendReplyRequest,
  ThreadMovedDetails,
} from '@visavis/shared/api/replies';
import { windowClosesAt } from '@visavis/shared/replies/reply-window';
import { findPersonalData } from '@visavis/shared/text/personal-data';
import { checkCodeFromBytes } from '@visavis/shared/trust/check-code';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { MessagesService } from '../conversations/messages.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { MediaService } from '../media/media.service.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { PickUpsService } from '../routing/pick-ups.service.ts';
import { ComposeReplyService, type ComposedReply, type Composition } from './compose-reply.service.ts';
import { DraftsService } from './drafts.service.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { newRecordKey } from './record-key.ts';
import { checkReply } from './reply-rules.ts';
import type { Delivery } from './replies.types.ts';

/** Of the true length: what a preview shows in the place of the code. */
const PREVIEW_CODE = '0'.repeat(13);
/** How often the thread may move while one reply is being checked. */
const MOST_LOOKS = 5;
/** How many messages a composer is shown that cannot be told which ones are new. */
const NEWEST = 20;

/** A reply that may go out, before it is written down. */
interface CheckedReply {
  agent: SignedInAgent;
  conversationId: string;
  request: SendReplyRequest;
  composition: Composition;
  composed: ComposedReply;
  checkCode: string;
  language: string | null;
}

/** Takes replies from composers: checked, signed, written into the outbox once, held for undoing. */
@Injectable()
export class SendReplyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ConversationAccess,
    private readonly conversations: ConversationsService,
    private readonly messages: MessagesService,
    private readonly recordReply: RecordReplyService,
    private readonly pickUps: PickUpsService,
    private readonly media: MediaService,
    private readonly composer: ComposeReplyService,
    private readonly drafts: DraftsService,
    private readonly outbox: OutboxRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * A known key is answered first and with the same answer; then the thread must not have moved past what the composer
   * had seen; then the rules of `checkReply`.
   *
   * @throws DomainError `not-found`, `forbidden`, `idempotency-mismatch`, `thread-moved`, and those of `checkReply`
   */
  async send(
    agent: SignedInAgent,
    conversationId: string,
    request: SendReplyRequest,
  ): Promise<SendReplyAnswer> {
    let checked: CheckedReply | null = null;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const conversation = await this.access.require(agent, conversationId, 'conversation.reply');
      // Before the key, so that what the same key wrote in another tab is never told as news.
      const news = await this.newsSince(conversation, request.seenSequence);
      const known = await this.outbox.findByKey(request.idempotencyKey);
      if (known !== null) return answerOf(known, agent, conversationId);
      if (news !== null) throw threadMoved(news);
      checked ??= await this.check(agent, conversation, request);
      const answer = await this.store(checked, conversation.sequence);
      if (answer !== null) return answer;
    }
    throw new DomainError('unavailable', {}, 'The thread moves faster than a reply can be checked.');
  }

  /** Exactly what the network would show. @throws DomainError `not-found`, `forbidden` */
  async preview(
    agent: SignedInAgent,
    conversationId: string,
    request: PreviewReplyRequest,
  ): Promise<PreviewReplyAnswer> {
    const conversation = await this.access.require(agent, conversationId, 'conversation.reply');
    const composition = await this.composer.load(
      agent.agentId,
      conversation,
      request.inReplyToMessageId ?? null,
    );
    const isForeign = composition.target !== null && composition.target.conversationId !== conversationId;
    const { text, signature, measured } = await this.composer.compose(
      isForeign ? { ...composition, target: null } : composition,
      { text: request.text, visibility: request.visibility, checkCode: PREVIEW_CODE },
    );
    const { length, limit, fits } = measured;
    return { text, signature, length, limit, fits };
  }

  /**
   * What the composer has not seen; null when the thread has not moved. A reply that was taken back moves the sequence
   * as well, and is nothing that anybody could have missed.
   */
  private async newsSince(
    { id, sequence }: ConversationState,
    seenSequence: number,
  ): Promise<ThreadMovedDetails | null> {
    if (sequence <= seenSequence) return null;
    const [messages, cancelled] = await Promise.all([
      this.messages.changedAfter(id, seenSequence),
      this.messages.countCancelledAfter(id, seenSequence),
    ]);
    if (messages.length === 0 && sequence - seenSequence <= cancelled) return null;
    // Threads that turned out to be one bring messages with the numbers they had: then the newest ones are told.
    const told = messages.length > 0 ? messages : (await this.messages.page(id, null, NEWEST)).messages;
    return { sequence, messages: told };
  }

  private async check(
    agent: SignedInAgent,
    conversation: ConversationState,
    request: SendReplyRequest,
  ): Promise<CheckedReply> {
    const { visibility, mediaIds = [], acknowledged = [] } = request;
    const composition = await this.composer.load(agent.agentId, conversation, request.inReplyToMessageId);
    const checkCode = checkCodeFromBytes(randomBytes(9));
    const composed = await this.composer.compose(composition, { text: request.text, visibility, checkCode });
    const { customerNumberPattern } = composition.organisation;
    const target = checkReply({
      agentId: agent.agentId,
      conversationId: conversation.id,
      target: composition.target,
      visibility,
      typedText: request.text,
      measured: composed.measured,
      findings: findPersonalData(request.text, { customerNumberPattern }),
      acknowledged,
      mediaIds,
      media: await this.media.describe(mediaIds),
      manifest: composition.network.manifest,
      windowClosesAt: windowClosesAt(composition.network.manifest, conversation),
      sendsAt: this.sendsAt(),
      health: composition.channel.health,
    });
    const language = target.language ?? conversation.language;
    return { agent, conversationId: conversation.id, request, composition, composed, checkCode, language };
  }

  /** @returns null when the thread moved past `sequence` meanwhile */
  private async store(checked: CheckedReply, sequence: number): Promise<SendReplyAnswer | null> {
    const { agent, conversationId, request } = checked;
    return this.uow.run(async (tx) => {
      const [state] = await this.conversations.lock(tx, [conversationId]);
      if (state === undefined) throw new DomainError('not-found');
      const known = await this.outbox.findByKeyIn(tx, request.idempotencyKey);
      if (known !== null) return answerOf(known, agent, conversationId);
      if (state.sequence !== sequence) return null;
      if (state.assigneeId === null) {
        await this.conversations.assign(tx, [{ conversationId, agentId: agent.agentId }], agent.agentId);
      }
      await this.pickUps.pickedUp(tx, conversationId, agent.agentId);
      const answer = await this.write(tx, checked);
      await this.drafts.clear(tx, { conversationId, agentId: agent.agentId });
      return answer;
    });
  }

  /** When a reply that is handed over now leaves the undo window. */
  private sendsAt(now: Date = this.clock.now()): Date {
    return new Date(now.getTime() + this.config.undoSeconds * 1_000);
  }

  private async write(tx: Tx, checked: CheckedReply): Promise<SendReplyAnswer> {
    const { agent, conversationId, request, composition, composed, checkCode, language } = checked;
    const { visibility, mediaIds = [], inReplyToMessageId, idempotencyKey } = request;
    const now = this.clock.now();
    const messageId = newId(now);
    const sendAt = this.sendsAt(now);
    const deliveryState = sendAt > now ? 'held' : 'queued';
    const reply = {
      id: messageId,
      conversationId,
      agentId: agent.agentId,
      authorSnapshot: composition.author,
      visibility,
    };
    const words = { text: composed.text, signature: composed.signature, checkCode, language };
    const stored = await this.recordReply.recordReply(tx, {
      ...reply,
      ...words,
      inReplyToMessageId,
      mediaIds,
      deliveryState,
      deliveryNextAt: sendAt,
    });
    if (stored === null) throw new DomainError('parent-gone', { messageId: inReplyToMessageId });
    const checkUrl = this.composer.checkUrl(checkCode);
    const answer: SendReplyAnswer = {
      messageId,
      deliveryState,
      text: composed.text,
      checkUrl,
      sendsAt: sendAt.toISOString(),
    };
    const isNew = await this.outbox.insert(tx, {
      messageId,
      channelId: composition.channel.id,
      agentId: agent.agentId,
      operation: 'create',
      state: 'queued',
      idempotencyKey,
      answer,
      typed: { text: request.text, visibility, inReplyToMessageId, mediaIds },
      deliveryId: newId(now),
      recordKey: newRecordKey(),
      attempts: 0,
      sendAt,
      nextAttemptAt: sendAt,
      firstAttemptedAt: null,
      triedSince: sendAt,
      isInDoubt: false,
      lastError: null,
    });
    if (!isNew) throw mismatch();
    return answer;
  }
}

/** The same key in two tabs is one reply; in two conversations, or by two people, it is a mistake. */
function answerOf(known: Delivery, agent: SignedInAgent, conversationId: string): SendReplyAnswer {
  if (known.agentId !== agent.agentId || known.conversationId !== conversationId) throw mismatch();
  return known.answer;
}

function threadMoved(news: ThreadMovedDetails): DomainError {
  return new DomainError('thread-moved', { ...news }, 'The thread moved past what the composer had seen.');
}

function mismatch(): DomainError {
  return new DomainError('idempotency-mismatch', {}, 'This key was used for another reply.');
}
