import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ReportUnlockEntity } from './report-unlock.entity.ts';

/** Figures of single people were shown once. */
@Entity('report_look')
@Index('ix_report_look_unlock', ['unlockId', 'at'])
export class ReportLookEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_report_look' })
  id: string;

  @ForeignKey(() => ReportUnlockEntity, { name: 'fk_report_look_unlock', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'unlock_id' })
  unlockId: string;

  /** Who looked. */
  @ForeignKey(() => AgentEntity, { name: 'fk_report_look_agent' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}

/** Whose figures were shown. */
@Entity('report_look_person')
@Index('ix_report_look_person_agent', ['agentId'])
export class ReportLookPersonEntity {
  @ForeignKey(() => ReportLookEntity, { name: 'fk_report_look_person_look', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'look_id', primaryKeyConstraintName: 'pk_report_look_person' })
  lookId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_report_look_person_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_report_look_person' })
  agentId: string;
}
