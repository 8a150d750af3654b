import type { ConversationEvent } from '@visavis/shared/api/conversations';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from './conversation.entity.ts';

/** What was done to a conversation: the activity lines between its messages. */
@Entity('conversation_event')
@Index('ix_conversation_event_conversation', ['conversationId', 'at'])
// Of the live page; as its migration made it.
@Index('ix_conversation_event_status', { synchronize: false })
export class ConversationEventEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_conversation_event' })
  id: string;

  @ForeignKey(() => ConversationEntity, { name: 'fk_conversation_event_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id' })
  conversationId: string;

  @Column('text')
  type: ConversationEvent['type'];

  /** Null when the system did it. */
  @ForeignKey(() => AgentEntity, { name: 'fk_conversation_event_actor' })
  @Column('uuid', { name: 'actor_agent_id', nullable: true })
  actorAgentId: string | null;

  @Column('jsonb', { default: {} })
  data: Record<string, unknown>;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
