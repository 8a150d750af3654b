import type { BusinessHours } from '@visavis/shared/sla/business-time';
import type { WarnPoints } from '@visavis/shared/sla/clock-run';
import type { PolicyPauses } from '@visavis/shared/sla/match-policy';
import type { CancelReason, NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';
import type { SlaMetric } from './sla.types.ts';

const STILL_OPEN = 'met_at IS NULL AND cancelled_at IS NULL';
const RUNS = `breached_at IS NULL AND paused_at IS NULL AND ${STILL_OPEN}`;

/** One clock: a customer waits for an answer, with the policy and calendar as they were when it started. */
@Entity('sla_target')
@Unique('uq_sla_target_turn', ['conversationId', 'metric', 'turn'])
@Check('ck_sla_target_metric', `metric IN ('firstResponse', 'nextResponse', 'pickUp', 'resolution')`)
@Check('ck_sla_target_delay', 'fetch_delay_ms >= 0')
@Check('ck_sla_target_breach', 'breached_at IS NULL OR breached_at = deadline_at')
@Check('ck_sla_target_end', 'met_at IS NULL OR cancelled_at IS NULL')
@Check('ck_sla_target_cancel', 'cancelled_at IS NOT NULL OR cancel_reason IS NULL')
@Check(
  'ck_sla_target_no_answer',
  `(no_answer_reason IS NULL) OR (cancel_reason = 'noAnswerNeeded' AND cancelled_by IS NOT NULL)`,
)
@Index('uq_sla_target_open', ['conversationId'], {
  unique: true,
  where: `metric IN ('firstResponse', 'nextResponse') AND ${STILL_OPEN}`,
})
@Index('uq_sla_target_open_metric', ['conversationId', 'metric'], { unique: true, where: STILL_OPEN })
@Index('ix_sla_target_warn', ['warnAt'], { where: `warned_at IS NULL AND ${RUNS}` })
@Index('ix_sla_target_deadline', ['deadlineAt'], { where: RUNS })
// Of the live page; as its migration made them.
@Index('ix_sla_target_fell_due', { synchronize: false })
@Index('ix_sla_target_first_answers', { synchronize: false })
@Index('ix_sla_target_started', { synchronize: false })
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

  /** Null for clocks from before calendars had names. */
  @Column('text', { name: 'calendar_name', nullable: true })
  calendarName: string | null;

  @Column('jsonb')
  hours: BusinessHours;

  /** When it warns, as the policy said when it started. */
  @Column('jsonb', { default: {} })
  warn: WarnPoints;

  /** What it stands still for, as the policy said when it started. */
  @Column('jsonb', { name: 'pauses', default: {} })
  pauseRules: Partial<PolicyPauses>;

  @Column('double precision', { name: 'target_minutes' })
  targetMinutes: number;

  /** When the oldest unanswered message of the customer was posted, by the network's time. */
  @Column('timestamp with time zone', { name: 'started_at', precision: 3 })
  startedAt: Date;

  /** From the post until we had it. Part of the customer's wait, and shown apart. */
  @Column('bigint', { name: 'fetch_delay_ms' })
  fetchDelayMs: string;

  /** Null when the calendar never opens long enough. While it stands still: as if it went on at once. */
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

  /** Since when it stands still, see `sla_pause`. */
  @Column('timestamp with time zone', { name: 'paused_at', precision: 3, nullable: true })
  pausedAt: Date | null;

  @Column('text', { name: 'cancel_reason', nullable: true })
  cancelReason: CancelReason | null;

  /** Who decided that no answer is needed. */
  @ForeignKey(() => AgentEntity, { name: 'fk_sla_target_cancelled_by' })
  @Column('uuid', { name: 'cancelled_by', nullable: true })
  cancelledBy: string | null;

  @Column('text', { name: 'no_answer_reason', nullable: true })
  noAnswerReason: NoAnswerReason | null;

  @Column('text', { name: 'cancel_note', nullable: true })
  cancelNote: string | null;
}
