import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/** Somebody gave a conversation back by hand: placement does not hand it to the same person again. */
@Entity('routing_release')
export class RoutingReleaseEntity {
  @ForeignKey(() => ConversationEntity, { name: 'fk_routing_release_conversation', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'conversation_id', primaryKeyConstraintName: 'pk_routing_release' })
  conversationId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_routing_release_agent' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_routing_release' })
  agentId: string;

  @Column('timestamp with time zone', { precision: 3 })
  at: Date;
}
