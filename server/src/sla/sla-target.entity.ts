import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ConversationEntity } from '../conversations/conversation.entity.ts';
import type { SlaMetric } from './sla.types.ts';

const STILL_OPEN = 'met_at IS NULL AND cancelled_at IS NULL';

/** One clock: a customer waits for an answer, with the policy and calendar as they were when it started. */
@Entity('sla_target')
@Unique('uq_sla_target_turn', ['conversationId', 'metric', 'turn'])
@Check('ck_sla_target_metric', `metric IN ('firstResponse', 'nextResponse')`)
@Check('ck_sla_target_delay', 'fetch_delay_ms >= 0')
@Check('ck_sla_target_breach', 'breached_at IS NULL OR breached_at = deadline_at')
@Check('ck_sla_target_end', 'met_at IS NULL OR cancelled_at IS NULL')
@Index('uq_sla_target_open', ['conversationId'], { unique: true, where: STILL_OPEN })
@Index('ix_sla_target_warn', ['warnAt'], {
  where: `warned_at IS NULL AND breached_at IS NULL AND ${STILL_OPEN}`,
})
@Index('ix_sla_target_deadline', ['deadlineAt'], { where: `breached_at IS NULL AND ${STILL_OPEN}` })
export class SlaTargetEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sla_target' })
  id: string;

  @ForeignKey(() => ConversationEntity, { name: 'fk_sla_target_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id' })
  conversationId: string;

  @Column('text')
  metric: SlaMetric;

  /** Counts the clocks of one metric in a conversation, from 1. */
  @Column('integer')
  turn: number;

  @Column('uuid', { name: 'policy_id' })
  policyId: string;

  @Column('text', { name: 'policy_name' })
  policyName: string;

  @Column('jsonb')
  hours: BusinessHours;

  @Column('double precision', { name: 'target_minutes' })
  targetMinutes: number;

  /** When the oldest unanswered message of the customer was posted, by the network's time. */
  @Column('timestamp with time zone', { name: 'started_at', precision: 3 })
  startedAt: Date;

  /** From the post until we had it. Part of the customer's wait, and shown apart. */
  @Column('bigint', { name: 'fetch_delay_ms' })
  fetchDelayMs: string;

  /** Null when the calendar never opens long enough. */
  @Column('timestamp with time zone', { name: 'deadline_at', precision: 3, nullable: true })
  deadlineAt: Date | null;

  @Column('timestamp with time zone', { name: 'warn_at', precision: 3, nullable: true })
  warnAt: Date | null;

  @Column('timestamp with time zone', { name: 'warned_at', precision: 3, nullable: true })
  warnedAt: Date | null;

  @Column('timestamp with time zone', { name: 'met_at', precision: 3, nullable: true })
  metAt: Date | null;

  @Column('uuid', { name: 'met_by_message_id', nullable: true })
  metByMessageId: string | null;

  /** The deadline itself, whenever it was noticed. */
  @Column('timestamp with time zone', { name: 'breached_at', precision: 3, nullable: true })
  breachedAt: Date | null;

  /** Closed, spam or deleted before anybody answered: counted apart from met and missed. */
  @Column('timestamp with time zone', { name: 'cancelled_at', precision: 3, nullable: true })
  cancelledAt: Date | null;
}
