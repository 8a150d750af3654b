import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/** Somebody who wants to hear of a conversation without having it. */
@Entity('conversation_follower')
export class ConversationFollowerEntity {
  @ForeignKey(() => ConversationEntity, {
    name: 'fk_conversation_follower_conversation',
    onDelete: 'CASCADE',
  })
  @PrimaryColumn('uuid', { name: 'conversation_id', primaryKeyConstraintName: 'pk_conversation_follower' })
  conversationId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_conversation_follower_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_conversation_follower' })
  agentId: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
