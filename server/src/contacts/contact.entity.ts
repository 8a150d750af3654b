import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';

/** A customer: one person, with identities on several networks. */
@Entity('contact')
export class ContactEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_contact' })
  id: string;

  @Column('text', { name: 'display_name' })
  displayName: string;

  /** Since when what this contact posts is stored without asking for anybody's attention. */
  @Column({ type: 'timestamptz', name: 'muted_at', precision: 3, nullable: true })
  mutedAt: Date | null;

  @ForeignKey(() => AgentEntity, { name: 'fk_contact_muted_by_agent' })
  @Column('uuid', { name: 'muted_by_agent_id', nullable: true })
  mutedByAgentId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
