import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ConversationEntity } from '../conversations/conversation.entity.ts';
import { MessageEntity } from '../conversations/message.entity.ts';

/** A message of a customer that nobody has answered yet. The oldest of a conversation starts its clock. */
@Entity('sla_turn')
@Index('ix_sla_turn_conversation', ['conversationId', 'orderedAt'])
export class SlaTurnEntity {
  @ForeignKey(() => MessageEntity, { name: 'fk_sla_turn_message', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'pk_sla_turn' })
  messageId: string;

  @ForeignKey(() => ConversationEntity, { name: 'fk_sla_turn_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id' })
  conversationId: string;

  /** The network's time, or that of receipt where the network's lies in the future. */
  @Column('timestamp with time zone', { name: 'ordered_at', precision: 3 })
  orderedAt: Date;

  @Column('timestamp with time zone', { name: 'received_at', precision: 3 })
  receivedAt: Date;

  /** Closed, put to waiting or marked as spam without an answer: no clock, unless somebody takes that back. */
  @Column('timestamp with time zone', { name: 'dismissed_at', precision: 3, nullable: true })
  dismissedAt: Date | null;
}
