import type { ConversationKind } from '@visavis/shared/api/channels';
import type { MessageVisibility, Priority } from '@visavis/shared/api/conversations';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { TeamEntity } from '../agents/team.entity.ts';
import { ChannelEntity } from '../channels/channel.entity.ts';
import { ContactEntity } from '../contacts/contact.entity.ts';
import type { DueMetric } from './conversation.types.ts';

/** One matter in one place. */
@Entity('conversation')
@Unique('uq_conversation_root', ['channelId', 'rootExternalId', 'generation'])
@Index('ix_conversation_recent', ['lastCustomerMessageAt', 'id'])
@Index('ix_conversation_team', ['teamId', 'lastCustomerMessageAt', 'id'], { where: 'closed_at IS NULL' })
@Index('ix_conversation_assignee', ['assigneeId', 'lastCustomerMessageAt', 'id'], {
  where: 'closed_at IS NULL',
})
@Index('ix_conversation_contact', ['contactId', 'lastCustomerMessageAt'])
@Index('ix_conversation_helped', ['contactId', 'lastCustomerMessageAt'], {
  where: 'last_helper_id IS NOT NULL',
})
@Index('ix_conversation_due', ['dueAt'], { where: 'due_met_at IS NULL AND due_at IS NOT NULL' })
@Index('ix_conversation_snoozed', ['snoozedUntil'], { where: `status = 'snoozed'` })
// Of the inbox's lists; as its migration made them.
@Index('ix_conversation_list_status', { synchronize: false })
@Index('ix_conversation_list_team', { synchronize: false })
@Index('ix_conversation_list_team_status', { synchronize: false })
@Index('ix_conversation_list_channel', { synchronize: false })
@Index('ix_conversation_list_open_clock', { synchronize: false })
@Index('ix_conversation_list_spam', { synchronize: false })
@Index('ix_conversation_list_due', { synchronize: false })
@Index('ix_conversation_list_status_due', { synchronize: false })
@Index('ix_conversation_counts', { synchronize: false })
@Index('ix_conversation_tags', { synchronize: false })
// Of the live page; as its migration made them.
@Index('ix_conversation_waits_since', { synchronize: false })
@Index('ix_conversation_waits_due', { synchronize: false })
@Index('ix_conversation_waits_warn', { synchronize: false })
// Of placement; as its migration made it.
@Index('ix_conversation_routing', { synchronize: false })
@Check('ck_conversation_kind', `kind IN ('mention', 'comment', 'review', 'message')`)
@Check('ck_conversation_visibility', `visibility IN ('public', 'private')`)
@Check('ck_conversation_status', `status IN ('new', 'open', 'waiting', 'snoozed', 'closed')`)
@Check('ck_conversation_priority', `priority IN ('low', 'normal', 'high', 'urgent')`)
@Check(
  'ck_conversation_stuck',
  `stuck IN ('nobodyHasSkill', 'nobodySpeaks', 'nobodyInTeam', 'nobodyLeft', 'waitsFor')`,
)
@Check('ck_conversation_closed', `(status = 'closed') = (closed_at IS NOT NULL)`)
@Check('ck_conversation_metric', `due_metric IN ('firstResponse', 'nextResponse', 'pickUp', 'resolution')`)
export class ConversationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_conversation' })
  id: string;

  /** Rises with everything that a push carries. */
  @Column('integer', { default: 1 })
  version: number;

  /** The version at which status, assignee, team or snooze changed last; a trigger keeps it. */
  @Column('integer', { name: 'desk_version', default: 1 })
  deskVersion: number;

  /** Rises with each inbound message, edit, deletion, note and accepted or held reply; with nothing else. */
  @Column('integer', { default: 0 })
  sequence: number;

  @ForeignKey(() => ChannelEntity, { name: 'fk_conversation_channel' })
  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @ForeignKey(() => TeamEntity, { name: 'fk_conversation_team' })
  @Column('uuid', { name: 'team_id' })
  teamId: string;

  /** The author of the root; everybody else in the thread is a participant. */
  @ForeignKey(() => ContactEntity, { name: 'fk_conversation_contact' })
  @Column('uuid', { name: 'contact_id' })
  contactId: string;

  @Column('text', { name: 'root_external_id' })
  rootExternalId: string;

  /** Private exchanges begin anew some days after they were closed: the same root, the next generation. */
  @Column('integer', { default: 0 })
  generation: number;

  @Column('text')
  kind: ConversationKind;

  /** Of the root; each message has its own. */
  @Column('text')
  visibility: MessageVisibility;

  @Column('text')
  status: ConversationStatus;

  @Column('text', { default: 'normal' })
  priority: Priority;

  @ForeignKey(() => AgentEntity, { name: 'fk_conversation_assignee' })
  @Column('uuid', { name: 'assignee_id', nullable: true })
  assigneeId: string | null;

  @Column({ type: 'timestamptz', name: 'assigned_at', precision: 3, nullable: true })
  assignedAt: Date | null;

  @Column('text', { default: '' })
  subject: string;

  /** Of the newest message of a customer. */
  @Column('text', { default: '' })
  excerpt: string;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('text', { array: true, default: '{}' })
  tags: string[];

  @Column('integer', { nullable: true })
  rating: number | null;

  /** Nobody has opened it since the last message of a customer. */
  @Column('boolean', { default: false })
  unread: boolean;

  @Column({ type: 'timestamptz', name: 'last_customer_message_at', precision: 3 })
  lastCustomerMessageAt: Date;

  @Column({ type: 'timestamptz', name: 'last_message_at', precision: 3 })
  lastMessageAt: Date;

  @Column({ type: 'timestamptz', name: 'snoozed_until', precision: 3, nullable: true })
  snoozedUntil: Date | null;

  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true })
  closedAt: Date | null;

  @Column('boolean', { name: 'is_spam', default: false })
  isSpam: boolean;

  /** Nothing in it is younger than the channel's `since`: no routing, no clock, not new. */
  @Column('boolean', { name: 'is_history', default: false })
  isHistory: boolean;

  /** Who answered last. */
  @ForeignKey(() => AgentEntity, { name: 'fk_conversation_helper' })
  @Column('uuid', { name: 'last_helper_id', nullable: true })
  lastHelperId: string | null;

  /** Replies that the network has accepted. */
  @Column('integer', { name: 'reply_count', default: 0 })
  replyCount: number;

  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true })
  dueAt: Date | null;

  @Column('text', { name: 'due_metric', nullable: true })
  dueMetric: DueMetric | null;

  @Column({ type: 'timestamptz', name: 'due_started_at', precision: 3, nullable: true })
  dueStartedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'due_warn_at', precision: 3, nullable: true })
  dueWarnAt: Date | null;

  @Column({ type: 'timestamptz', name: 'due_met_at', precision: 3, nullable: true })
  dueMetAt: Date | null;

  /** The clock stands still since then; it has no `dueAt` meanwhile, so that nothing takes it for late. */
  @Column({ type: 'timestamptz', name: 'due_paused_at', precision: 3, nullable: true })
  duePausedAt: Date | null;

  /** While it stands still: when it would be due if it went on at `duePausedAt`. */
  @Column({ type: 'timestamptz', name: 'due_frozen_at', precision: 3, nullable: true })
  dueFrozenAt: Date | null;

  /**
   * When the answer is due that a customer waits for, whatever else is due before it: `infinity` when hours that never open
   * leave it without a deadline. Null where nobody waits for one, as in what is closed or spam.
   */
  @Column({ type: 'timestamptz', name: 'answer_due_at', precision: 3, nullable: true })
  answerDueAt: Date | null;

  @Column({ type: 'timestamptz', name: 'answer_started_at', precision: 3, nullable: true })
  answerStartedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'answer_warn_at', precision: 3, nullable: true })
  answerWarnAt: Date | null;

  @Column('boolean', { name: 'has_failed_delivery', default: false })
  hasFailedDelivery: boolean;

  /** No foreign key: incidents stand to the right. */
  @Column('uuid', { name: 'incident_id', nullable: true })
  incidentId: string | null;

  /** What it asks of whoever takes it: canonical keys such as `skill:<id>:2` and `language:tr`. */
  @Column('text', { array: true, default: '{}' })
  needs: string[];

  /** Placement leaves it alone; people may still take it. */
  @Column('boolean', { name: 'do_not_route', default: false })
  doNotRoute: boolean;

  /** The policy that a rule chose. No foreign key: policies stand to the right. */
  @Column('uuid', { name: 'sla_policy_id', nullable: true })
  slaPolicyId: string | null;

  /** Why placement cannot go on with it by itself; only what it found out last, and only while it waits. */
  @Column('text', { nullable: true })
  stuck: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
