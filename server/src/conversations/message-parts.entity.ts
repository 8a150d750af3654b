import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { MediaEntity } from '../media/media.entity.ts';
import { MessageEntity } from './message.entity.ts';

/** An earlier wording of a message. */
@Entity('message_version')
@Index('ix_message_version_message', ['messageId', 'at'])
export class MessageVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_message_version' })
  id: string;

  @ForeignKey(() => MessageEntity, { name: 'fk_message_version_message', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'message_id' })
  messageId: string;

  @Column('text')
  text: string;

  /** When this wording was posted. */
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}

/** A picture of a message, in its place. */
@Entity('message_media')
@Index('ix_message_media_media', ['mediaId'])
export class MessageMediaEntity {
  @ForeignKey(() => MessageEntity, { name: 'fk_message_media_message', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'pk_message_media' })
  messageId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_message_media' })
  position: number;

  @ForeignKey(() => MediaEntity, { name: 'fk_message_media_media' })
  @Column('uuid', { name: 'media_id' })
  mediaId: string;

  @Column('text', { default: '' })
  alt: string;

  @Column('text', { name: 'mime_type' })
  mimeType: string;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl: string | null;
}

/** A colleague named in a note. */
@Entity('message_mention')
@Index('ix_message_mention_unseen', ['agentId'], { where: 'seen_at IS NULL' })
@Index('ix_message_mention_asked', ['agentId'], { where: `kind = 'ask' AND answered_at IS NULL` })
@Check('ck_message_mention_kind', `kind IN ('mention', 'ask')`)
export class MessageMentionEntity {
  @ForeignKey(() => MessageEntity, { name: 'fk_message_mention_message', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'pk_message_mention' })
  messageId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_message_mention_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_message_mention' })
  agentId: string;

  @Column({ type: 'timestamptz', name: 'seen_at', precision: 3, nullable: true })
  seenAt: Date | null;

  /** Named, or asked a question that their next note in the conversation answers. */
  @Column('text', { default: 'mention' })
  kind: 'mention' | 'ask';

  @Column({ type: 'timestamptz', name: 'answered_at', precision: 3, nullable: true })
  answeredAt: Date | null;
}
