import type { MessageVisibility } from '@visavis/shared/api/conversations';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/** What an agent has typed and not sent. */
@Entity('reply_draft')
@Check('ck_reply_draft_visibility', `visibility IN ('public', 'private')`)
export class ReplyDraftEntity {
  @ForeignKey(() => ConversationEntity, { name: 'fk_reply_draft_conversation', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'conversation_id', primaryKeyConstraintName: 'pk_reply_draft' })
  conversationId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_reply_draft_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_reply_draft' })
  agentId: string;

  /** Verbatim, blanks at the end included. */
  @Column('text')
  text: string;

  @Column('text')
  visibility: MessageVisibility;

  /** No foreign key: a draft outlives the message it was meant for. */
  @Column('uuid', { name: 'in_reply_to_message_id', nullable: true })
  inReplyToMessageId: string | null;

  @Column('uuid', { name: 'media_ids', array: true, default: '{}' })
  mediaIds: string[];

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  updatedAt: Date;
}
