import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';

/** Somebody applied policies and calendars to the clocks that run: how far that has come. One runs at a time. */
@Entity('sla_reapply')
@Index('uq_sla_reapply_running', { synchronize: false })
export class SlaReapplyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sla_reapply' })
  id: string;

  @Column('timestamp with time zone', { name: 'started_at', precision: 3 })
  startedAt: Date;

  @ForeignKey(() => AgentEntity, { name: 'fk_sla_reapply_started_by' })
  @Column('uuid', { name: 'started_by' })
  startedBy: string;

  /** The last conversation whose clocks were looked at; they go in the order of ids. */
  @Column('uuid', { nullable: true })
  reached: string | null;

  /** Clocks that ran when it began. */
  @Column('integer')
  total: number;

  @Column('integer', { default: 0 })
  done: number;

  @Column('integer', { default: 0 })
  changed: number;

  @Column('timestamp with time zone', { name: 'finished_at', precision: 3, nullable: true })
  finishedAt: Date | null;
}
