import type { DeliveryState, MessageVisibility } from '@visavis/shared/api/conversations';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ChannelEntity } from '../channels/channel.entity.ts';
import { ContactIdentityEntity } from '../contacts/contact-identity.entity.ts';
import type { AuthorSnapshot, DeliveryFault } from './conversation.types.ts';
import { ConversationEntity } from './conversation.entity.ts';

/** Stored words: of a customer, of us, or among ourselves (a note). */
@Entity('message')
@Unique('uq_message_check_code', ['checkCode'])
@Index('uq_message_external', ['channelId', 'externalId'], { unique: true, where: 'external_id IS NOT NULL' })
@Index('ix_message_thread', ['conversationId', 'orderedAt', 'id'])
@Index('ix_message_parent', ['channelId', 'inReplyToExternalId'], {
  where: 'in_reply_to_external_id IS NOT NULL',
})
@Index('ix_message_context', ['channelId', 'rootExternalId'], { where: 'conversation_id IS NULL' })
@Index('ix_message_pending', ['channelId'], { where: `type = 'reply' AND external_id IS NULL` })
@Index('ix_message_sweep', ['channelId', 'receivedAt'], {
  where: 'external_id IS NOT NULL AND deleted_at IS NULL',
})
@Index('ix_message_search', { synchronize: false })
@Index('ix_message_author', ['agentId', 'orderedAt'], { where: `type = 'reply'` })
@Index('ix_message_notes', ['conversationId'], { where: `type = 'note'` })
@Check('ck_message_type', `type IN ('inbound', 'reply', 'note')`)
@Check('ck_message_visibility', `visibility IN ('public', 'private', 'internal')`)
@Check('ck_message_internal', `(type = 'note') = (visibility = 'internal')`)
@Check('ck_message_author', `type = 'inbound' OR agent_id IS NOT NULL`)
@Check('ck_message_signed', `type <> 'reply' OR (agent_id IS NOT NULL AND author_snapshot IS NOT NULL)`)
@Check(
  'ck_message_place',
  `conversation_id IS NOT NULL OR (type = 'inbound' AND (is_own OR deleted_at IS NOT NULL))`,
)
@Check('ck_message_external', `type <> 'inbound' OR external_id IS NOT NULL`)
@Check('ck_message_delivery', `(type = 'reply') = (delivery_state IS NOT NULL)`)
export class MessageEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_message' })
  id: string;

  /**
   * Null for two kinds of rows that nobody sees: a post of our own below which no customer has written yet, and the
   * mark of a post that was deleted before it ever reached us.
   */
  @ForeignKey(() => ConversationEntity, { name: 'fk_message_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id', nullable: true })
  conversationId: string | null;

  @ForeignKey(() => ChannelEntity, { name: 'fk_message_channel' })
  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  /** The network's id; null for notes, and for a reply that the network does not have yet. */
  @Column('text', { name: 'external_id', nullable: true })
  externalId: string | null;

  /** The thread as the connector named it; the conversation's own root wins where both differ. */
  @Column('text', { name: 'root_external_id', nullable: true })
  rootExternalId: string | null;

  @Column('text')
  type: 'inbound' | 'reply' | 'note';

  @Column('text')
  visibility: MessageVisibility | 'internal';

  /** The conversation's sequence when this message last changed. */
  @Column('integer')
  sequence: number;

  /** The customer's account that wrote it; null for our own. */
  @ForeignKey(() => ContactIdentityEntity, { name: 'fk_message_identity' })
  @Column('uuid', { name: 'identity_id', nullable: true })
  identityId: string | null;

  @ForeignKey(() => AgentEntity, { name: 'fk_message_agent' })
  @Column('uuid', { name: 'agent_id', nullable: true })
  agentId: string | null;

  /** Of a reply: who wrote it as they were then. Never changes. */
  @Column('jsonb', { name: 'author_snapshot', nullable: true })
  authorSnapshot: AuthorSnapshot | null;

  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  signature: string | null;

  @Column('text', { name: 'check_code', nullable: true })
  checkCode: string | null;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('integer', { nullable: true })
  rating: number | null;

  @Column('text', { nullable: true })
  permalink: string | null;

  /** No foreign key: the parent may arrive after its answer. */
  @Column('uuid', { name: 'in_reply_to_message_id', nullable: true })
  inReplyToMessageId: string | null;

  @Column('text', { name: 'in_reply_to_external_id', nullable: true })
  inReplyToExternalId: string | null;

  /** Posted by our own account there, by hand. */
  @Column('boolean', { name: 'is_own', default: false })
  isOwn: boolean;

  @Column('boolean', { name: 'addresses_us', default: false })
  addressesUs: boolean;

  /** What the connector needs to answer this message. */
  @Column('jsonb', { name: 'reply_context', default: {} })
  replyContext: Record<string, unknown>;

  /** The network's word. */
  @Column({ type: 'timestamptz', name: 'posted_at', precision: 3 })
  postedAt: Date;

  /** `postedAt`, or the receipt when that lies in the future: what order and clock go by. */
  @Column({ type: 'timestamptz', name: 'ordered_at', precision: 3 })
  orderedAt: Date;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  receivedAt: Date;

  @Column({ type: 'timestamptz', name: 'edited_at', precision: 3, nullable: true })
  editedAt: Date | null;

  /** Deleted on the network. The text stays for agents, struck through, and never appears on a public page again. */
  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true })
  deletedAt: Date | null;

  @Column('text', { name: 'delivery_state', nullable: true })
  deliveryState: DeliveryState | null;

  @Column({ type: 'timestamptz', name: 'delivery_next_at', precision: 3, nullable: true })
  deliveryNextAt: Date | null;

  @Column('integer', { name: 'delivery_attempts', default: 0 })
  deliveryAttempts: number;

  @Column('jsonb', { name: 'delivery_error', nullable: true })
  deliveryError: DeliveryFault | null;

  /** Only the head of a long text is searched: PostgreSQL refuses vectors beyond one megabyte. */
  @Column({
    type: 'tsvector',
    select: false,
    insert: false,
    update: false,
    nullable: true,
    generatedType: 'STORED',
    asExpression: `to_tsvector('german'::regconfig, left(text, 20000)) || to_tsvector('simple'::regconfig, left(text, 20000))`,
  })
  search: string;
}
