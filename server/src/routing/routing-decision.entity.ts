import type { Reason } from '@visavis/shared/routing/pick-agent';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/** Why a conversation was given to somebody. Never changed, so that a placement can be explained later. */
@Entity('routing_decision')
@Index('ix_routing_decision_conversation', ['conversationId', 'at'])
@Index('ix_routing_decision_agent', ['agentId', 'at'])
export class RoutingDecisionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_routing_decision' })
  id: string;

  @ForeignKey(() => ConversationEntity, { name: 'fk_routing_decision_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id' })
  conversationId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_routing_decision_agent' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('jsonb')
  reasons: Reason[];

  @Column('timestamp with time zone', { precision: 3 })
  at: Date;
}
