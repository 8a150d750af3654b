import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { AcceptedReply, DeliveryChange, NewNote, NewReply } from './conversation.types.ts';
import { ConversationsService } from './conversations.service.ts';
import { RecordReplyRepository } from './record-reply.repository.ts';

/** What we write into conversations, as steps: replies on their way through the outbox, and notes. */
@Injectable()
export class RecordReplyService {
  constructor(
    private readonly repository: RecordReplyRepository,
    private readonly conversations: ConversationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * A reply was handed to the outbox. It is a message from now on, so that its echo is recognised whenever it comes.
   *
   * @returns the sequence it got, or null when the message to be answered is not in this conversation
   */
  async recordReply(tx: Tx, reply: NewReply): Promise<number | null> {
    await this.conversations.setStatus(tx, [reply.conversationId], 'replyWritten', reply.agentId);
    const now = this.clock.now();
    const sequence = await this.repository.insertReply(tx, reply, now);
    if (sequence === null) return null;
    if (reply.mediaIds.length > 0) await this.repository.attachMedia(tx, reply.id, reply.mediaIds);
    const [state] = await this.conversations.lock(tx, [reply.conversationId]);
    if (state === undefined) return null;
    tx.emit({
      type: 'reply.queued',
      conversationId: reply.conversationId,
      messageId: reply.id,
      channelId: state.channelId,
      sendsAt: (reply.deliveryNextAt ?? now).toISOString(),
    });
    return sequence;
  }

  /** The network has these replies: it is the customer's turn. Saying it twice changes nothing. */
  async recordAcceptedReplies(tx: Tx, accepted: readonly AcceptedReply[]): Promise<void> {
    const messageIds = accepted.map((reply) => reply.messageId);
    await this.conversations.lock(tx, await this.repository.conversationsOf(tx, messageIds));
    await this.repository.removeDoubles(tx, accepted);
    const news = await this.repository.accept(tx, accepted);
    if (news.length === 0) return;
    const acceptedAt = new Map(accepted.map((reply) => [reply.messageId, reply.acceptedAt]));
    const at = (messageId: string) => acceptedAt.get(messageId) ?? this.clock.now();
    const conversationIds = [...new Set(news.map((reply) => reply.conversationId))];
    const counted = conversationIds.flatMap((conversationId) => {
      const replies = news.filter((reply) => reply.conversationId === conversationId);
      replies.sort((a, b) => at(a.messageId).getTime() - at(b.messageId).getTime());
      const last = replies.at(-1);
      if (last === undefined) return [];
      return [
        { conversationId, agentId: last.agentId, acceptedAt: at(last.messageId), replies: replies.length },
      ];
    });
    await this.repository.countAccepted(tx, counted);
    await this.repository.refreshFailures(tx, conversationIds);
    tx.emitAll(
      news.map((reply) => ({
        type: 'reply.accepted',
        ...reply,
        acceptedAt: at(reply.messageId).toISOString(),
      })),
    );
    await this.conversations.setStatus(tx, conversationIds, 'replyAccepted', null);
  }

  /** When each of these replies was handed to the outbox; what came later its author had not seen. */
  writtenAt(tx: Tx, messageIds: readonly string[]): Promise<Map<string, Date>> {
    return this.repository.writtenAt(tx, messageIds);
  }

  /** How deliveries stand now, for screens. */
  async setDelivery(tx: Tx, changes: readonly DeliveryChange[]): Promise<void> {
    const messageIds = changes.map((change) => change.messageId);
    await this.conversations.lock(tx, await this.repository.conversationsOf(tx, messageIds));
    const changed = await this.repository.setDelivery(tx, changes);
    if (changed.length === 0) return;
    await this.repository.refreshFailures(tx, [...new Set(changed.map((reply) => reply.conversationId))]);
    tx.emitAll(
      changed.map(({ conversationId, messageId }) => ({
        type: 'message.changed',
        conversationId,
        messageId,
        change: 'delivery',
      })),
    );
  }

  /** Another wording of a reply; the earlier one is kept. Author, signature and check code stay. */
  async rewordReply(tx: Tx, messageId: string, text: string): Promise<void> {
    await this.conversations.lock(tx, await this.repository.conversationsOf(tx, [messageId]));
    const now = this.clock.now();
    const changed = await this.repository.reword(tx, { messageId, versionId: newId(now), text }, now);
    if (changed === null) return;
    tx.emit({ type: 'message.changed', conversationId: changed.conversationId, messageId, change: 'edited' });
  }

  /** Other words for a reply that never reached its network: the old ones are not kept. */
  async redraftReply(tx: Tx, messageId: string, text: string): Promise<boolean> {
    await this.conversations.lock(tx, await this.repository.conversationsOf(tx, [messageId]));
    return this.repository.redraft(tx, messageId, text);
  }

  /** We took a reply down from its network. Saying it twice changes nothing. */
  async takeDownReply(tx: Tx, messageId: string): Promise<void> {
    await this.conversations.lock(tx, await this.repository.conversationsOf(tx, [messageId]));
    const changed = await this.repository.takeDown(tx, messageId, this.clock.now());
    if (changed === null) return;
    tx.emit({
      type: 'message.changed',
      conversationId: changed.conversationId,
      messageId,
      change: 'deleted',
    });
  }

  /**
   * A note for colleagues; it answers what its author was asked here before.
   *
   * @returns its id and sequence, or null without such a conversation
   */
  async addNote(tx: Tx, note: NewNote): Promise<{ messageId: string; sequence: number } | null> {
    const now = this.clock.now();
    const messageId = newId(now);
    const sequence = await this.repository.insertNote(tx, { ...note, id: messageId }, now);
    if (sequence === null) return null;
    const answered = await this.repository.answerAsks(tx, note, now);
    tx.emit({
      type: 'note.added',
      conversationId: note.conversationId,
      messageId,
      authorId: note.agentId,
      mentions: note.mentions,
      asked: note.asks ?? [],
      answers: [...new Set(answered.flatMap(({ askedBy }) => askedBy ?? []))],
    });
    tx.emitAll(
      answered.map((question) => ({
        type: 'message.changed',
        conversationId: note.conversationId,
        messageId: question.messageId,
        change: 'asks',
      })),
    );
    return { messageId, sequence };
  }

  /** An agent looked at a conversation: notes that named them are seen. */
  async seeMentions(tx: Tx, conversationId: string, agentId: string): Promise<void> {
    const [state] = await this.conversations.lock(tx, [conversationId]);
    if (state === undefined) return;
    if (!(await this.repository.seeMentions(tx, conversationId, agentId, this.clock.now()))) return;
    await this.conversations.touch(tx, [state]);
  }
}
