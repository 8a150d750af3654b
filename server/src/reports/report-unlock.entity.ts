import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { TeamEntity } from '../agents/team.entity.ts';

/** Somebody's wish to see figures of single people for a purpose, and what somebody else decided about it. */
@Entity('report_unlock')
@Index('ix_report_unlock_team', ['teamId', 'askedAt'])
@Check('ck_report_unlock_days', 'from_day <= to_day')
@Check('ck_report_unlock_hours', 'hours BETWEEN 1 AND 24')
@Check('ck_report_unlock_two_people', 'decided_by <> asked_by')
@Check('ck_report_unlock_decided', '(decided_by IS NULL) = (decided_at IS NULL)')
@Check(
  'ck_report_unlock_expires',
  'expires_at IS NULL OR (decided_at IS NOT NULL AND expires_at <= decided_at + make_interval(hours => hours))',
)
export class ReportUnlockEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report_unlock' })
  id: string;

  @ForeignKey(() => TeamEntity, { name: 'fk_report_unlock_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id' })
  teamId: string;

  @Column('date', { name: 'from_day' })
  from: string;

  @Column('date', { name: 'to_day' })
  to: string;

  @Column('text')
  purpose: string;

  @Column('integer')
  hours: number;

  @ForeignKey(() => AgentEntity, { name: 'fk_report_unlock_asked_by' })
  @Column('uuid', { name: 'asked_by' })
  askedBy: string;

  @Column({ type: 'timestamptz', name: 'asked_at', precision: 3 })
  askedAt: Date;

  @ForeignKey(() => AgentEntity, { name: 'fk_report_unlock_decided_by' })
  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true })
  decidedAt: Date | null;

  /** Null where it was not agreed to. */
  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3, nullable: true })
  expiresAt: Date | null;

  /** Ended by hand, before its time. */
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt: Date | null;
}
