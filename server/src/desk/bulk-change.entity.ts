import type { BulkChange } from '@visavis/shared/api/hand-over';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import type { ChangedRow } from './bulk-change.types.ts';

/** What was changed at once and how it was before, kept for as long as it can be taken back. */
@Entity('bulk_change')
@Index('ix_bulk_change_at', ['at'])
export class BulkChangeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_bulk_change' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_bulk_change_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('jsonb')
  change: BulkChange;

  @Column('jsonb')
  rows: ChangedRow[];

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column({ type: 'timestamptz', name: 'undone_at', precision: 3, nullable: true })
  undoneAt: Date | null;
}
