import type { AbsenceKind } from '@visavis/shared/api/schedule';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** When somebody is not there, and who stands in. Absences of one person never overlap. */
@Entity('absence')
@Index('ix_absence_agent', ['agentId', 'endsAt'])
@Index('ix_absence_ends', ['endsAt'])
@Check('ck_absence_kind', `kind IN ('leave', 'sick', 'training', 'other')`)
@Check('ck_absence_span', 'ends_at > starts_at')
@Check('ck_absence_stand_in', 'stand_in_agent_id <> agent_id')
export class AbsenceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_absence' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_absence_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('text')
  kind: AbsenceKind;

  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3 })
  startsAt: Date;

  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3 })
  endsAt: Date;

  @ForeignKey(() => AgentEntity, { name: 'fk_absence_stand_in', onDelete: 'SET NULL' })
  @Column('uuid', { name: 'stand_in_agent_id', nullable: true })
  standInAgentId: string | null;

  /** When its times were last set; a beginning in the past counts from then. */
  @Column({ type: 'timestamptz', name: 'planned_at', precision: 3 })
  plannedAt: Date;
}
