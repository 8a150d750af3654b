import type { NoticeKind } from '@visavis/shared/api/notices';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { TeamEntity } from '../agents/team.entity.ts';
import { ChannelEntity } from '../channels/channel.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/** Something one person is told of. */
@Entity('notice')
@Unique('uq_notice_source', ['agentId', 'kind', 'sourceId'])
// As their migration made them: in the order of lists, and partial.
@Index('ix_notice_list', { synchronize: false })
@Index('ix_notice_unseen', { synchronize: false })
@Index('ix_notice_conversation', { synchronize: false })
@Index('ix_notice_channel', ['channelId'], { where: 'channel_id IS NOT NULL' })
@Index('ix_notice_team', ['teamId'], { where: 'team_id IS NOT NULL' })
@Index('ix_notice_owed_mail', { synchronize: false })
@Index('ix_notice_mailed', { synchronize: false })
@Index('ix_notice_seen', { synchronize: false })
@Check(
  'ck_notice_kind',
  `kind IN ('askedForHelp', 'handOver', 'slaBreach', 'slaWarning', 'channelDown', 'unlockAsked', 'unlockDecided', 'mentioned', 'answered', 'customerBack', 'assigned', 'takenOver', 'followed')`,
)
@Check('ck_notice_about', 'num_nonnulls(conversation_id, channel_id, team_id) = 1')
@Check('ck_notice_ways', 'in_app OR by_mail OR by_browser')
@Check('ck_notice_size', 'size = 1 OR alerted_at IS NOT NULL')
@Check('ck_notice_mail', 'mail_settled_at IS NULL OR mailed_at IS NOT NULL')
export class NoticeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_notice' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_notice_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('text')
  kind: NoticeKind;

  @ForeignKey(() => ConversationEntity, { name: 'fk_notice_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id', nullable: true })
  conversationId: string | null;

  /** Of `channelDown` only. */
  @ForeignKey(() => ChannelEntity, { name: 'fk_notice_channel', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'channel_id', nullable: true })
  channelId: string | null;

  /** Of `unlockAsked` and `unlockDecided` only. */
  @ForeignKey(() => TeamEntity, { name: 'fk_notice_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId: string | null;

  /** Null for the customer and the placement. */
  @ForeignKey(() => AgentEntity, { name: 'fk_notice_actor', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'actor_agent_id', nullable: true })
  actorAgentId: string | null;

  /** The message, hand-over, activity line, alert or wish it is about: what happened once is told once. */
  @Column('uuid', { name: 'source_id' })
  sourceId: string;

  /** Beginning of a note, hand-over paragraph or purpose; empty otherwise. Never what a customer wrote. */
  @Column('text', { default: '' })
  text: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  /** The ways that its reader had chosen when it happened. */
  @Column('boolean', { name: 'in_app' })
  inApp: boolean;

  @Column('boolean', { name: 'by_browser' })
  byBrowser: boolean;

  @Column('boolean', { name: 'by_mail' })
  byMail: boolean;

  @Column({ type: 'timestamptz', name: 'seen_at', precision: 3, nullable: true })
  seenAt: Date | null;

  /** When an e-mail with it was last on its way. Stays null while the mail server is away. */
  @Column({ type: 'timestamptz', name: 'mailed_at', precision: 3, nullable: true })
  mailedAt: Date | null;

  /** When it was certain what became of that e-mail; null while nobody knows. */
  @Column({ type: 'timestamptz', name: 'mail_settled_at', precision: 3, nullable: true })
  mailSettledAt: Date | null;

  /** E-mails with it of which nobody knows more than that they were begun. */
  @Column('smallint', { name: 'mail_tries', default: 0 })
  mailTries: number;

  /** Of alerts: how many conversations it stands for; `conversationId` is the first of them. */
  @Column('integer', { default: 1 })
  size: number;

  /** Of alerts: when it was last told of one, so that a storm stays one notice. Null for all others. */
  @Column({ type: 'timestamptz', name: 'alerted_at', precision: 3, nullable: true })
  alertedAt: Date | null;
}
