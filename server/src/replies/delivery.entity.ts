import type { SendReplyAnswer } from '@visavis/shared/api/replies';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ChannelEntity } from '../channels/channel.entity.ts';
import { MessageEntity } from '../conversations/message.entity.ts';
import type { DeliveryFailure, DeliveryOperation, OutboxState, TypedReply } from './replies.types.ts';

/** The outbox: one row per reply, from the moment it was written. Its message says to screens how it stands. */
@Entity('delivery')
@Unique('uq_delivery_idempotency_key', ['idempotencyKey'])
@Index('ix_delivery_due', ['nextAttemptAt'], { where: `state IN ('queued', 'unknown')` })
@Index('ix_delivery_lease', ['lockedUntil'], { where: `state IN ('sending', 'looking')` })
@Index('ix_delivery_parked', ['channelId'], { where: `state = 'parked'` })
@Check('ck_delivery_operation', `operation IN ('create', 'edit', 'delete')`)
@Check(
  'ck_delivery_state',
  `state IN ('queued', 'sending', 'unknown', 'looking', 'parked', 'done', 'failed', 'cancelled')`,
)
@Check('ck_delivery_due', `state NOT IN ('queued', 'unknown') OR next_attempt_at IS NOT NULL`)
@Check(
  'ck_delivery_lease',
  `(state IN ('sending', 'looking')) = (locked_until IS NOT NULL AND locked_by IS NOT NULL)`,
)
@Check('ck_delivery_wording', `operation <> 'edit' OR new_text IS NOT NULL`)
export class DeliveryEntity {
  @ForeignKey(() => MessageEntity, { name: 'fk_delivery_message', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'pk_delivery' })
  messageId: string;

  @ForeignKey(() => ChannelEntity, { name: 'fk_delivery_channel' })
  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_delivery_agent' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('text')
  operation: DeliveryOperation;

  @Column('text')
  state: OutboxState;

  /** Made by the client once for each intended reply: a second send with it is the first one. */
  @Column('text', { name: 'idempotency_key' })
  idempotencyKey: string;

  /** Given again to the letter for a known key; `jsonb` would put its fields in another order. */
  @Column('json')
  answer: SendReplyAnswer;

  @Column('jsonb')
  typed: TypedReply;

  @Column('text', { name: 'new_text', nullable: true })
  newText: string | null;

  @Column('text', { name: 'new_typed', nullable: true })
  newTyped: string | null;

  @Column('uuid', { name: 'delivery_id' })
  deliveryId: string;

  @Column('text', { name: 'record_key' })
  recordKey: string;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column({ type: 'timestamptz', name: 'send_at', precision: 3 })
  sendAt: Date;

  @Column({ type: 'timestamptz', name: 'next_attempt_at', precision: 3, nullable: true })
  nextAttemptAt: Date | null;

  @Column({ type: 'timestamptz', name: 'locked_until', precision: 3, nullable: true })
  lockedUntil: Date | null;

  @Column('text', { name: 'locked_by', nullable: true })
  lockedBy: string | null;

  @Column({ type: 'timestamptz', name: 'first_attempted_at', precision: 3, nullable: true })
  firstAttemptedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'tried_since', precision: 3 })
  triedSince: Date;

  @Column('boolean', { name: 'is_in_doubt', default: false })
  isInDoubt: boolean;

  @Column('jsonb', { name: 'last_error', nullable: true })
  lastError: DeliveryFailure | null;

  @Column({ type: 'timestamptz', name: 'accepted_at', precision: 3, nullable: true })
  acceptedAt: Date | null;
}
