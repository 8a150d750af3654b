import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';
import { TeamEntity } from './team.entity.ts';

/** When somebody works, and for which team. Shifts of one person never overlap. */
@Entity('shift')
@Index('ix_shift_agent', ['agentId', 'startsAt'])
@Index('ix_shift_team', ['teamId', 'startsAt'])
@Index('ix_shift_starts', ['startsAt'])
@Check('ck_shift_span', 'ends_at > starts_at')
export class ShiftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_shift' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_shift_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @ForeignKey(() => TeamEntity, { name: 'fk_shift_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id' })
  teamId: string;

  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3 })
  startsAt: Date;

  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3 })
  endsAt: Date;

  @Column('text', { default: '' })
  note: string;

  /** When its times were last set; a beginning in the past counts from then. */
  @Column({ type: 'timestamptz', name: 'planned_at', precision: 3 })
  plannedAt: Date;
}
