import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ContactEntity } from '../contacts/contact.entity.ts';

/** Placement never gives anything of this contact to this person: somebody was threatened, or knows them at home. */
@Entity('routing_shield')
@Index('ix_routing_shield_contact', ['contactId'])
export class RoutingShieldEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_routing_shield_agent' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_routing_shield' })
  agentId: string;

  @ForeignKey(() => ContactEntity, { name: 'fk_routing_shield_contact', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'contact_id', primaryKeyConstraintName: 'pk_routing_shield' })
  contactId: string;

  /** Who put it up: oneself, or a lead. */
  @ForeignKey(() => AgentEntity, { name: 'fk_routing_shield_by' })
  @Column('uuid', { name: 'by_agent_id' })
  byAgentId: string;

  @Column('text', { default: '' })
  reason: string;

  @Column('timestamp with time zone', { precision: 3 })
  at: Date;
}
