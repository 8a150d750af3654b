import type { ReportQuery } from '@visavis/shared/api/figures';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';

/** A question that somebody asks again, perhaps by mail; answered with what its owner may see at that time. */
@Entity('saved_report')
@Index('ix_saved_report_owner', ['ownerId', 'createdAt'])
@Index('ix_saved_report_due', ['nextAt'], { where: 'next_at IS NOT NULL' })
@Check('ck_saved_report_every', `every IN ('day', 'week', 'month')`)
export class SavedReportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_saved_report' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_saved_report_owner', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'owner_id' })
  ownerId: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  query: ReportQuery;

  @Column('text', { nullable: true })
  every: 'day' | 'week' | 'month' | null;

  @Column('timestamp with time zone', { name: 'next_at', precision: 3, nullable: true })
  nextAt: Date | null;

  @Column('timestamp with time zone', { name: 'sent_at', precision: 3, nullable: true })
  sentAt: Date | null;

  @Column('timestamp with time zone', { name: 'failed_at', precision: 3, nullable: true })
  failedAt: Date | null;

  @Column('timestamp with time zone', { name: 'created_at', precision: 3 })
  createdAt: Date;
}
