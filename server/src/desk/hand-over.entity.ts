import type { HandOverCause } from '@visavis/shared/api/hand-over';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { TeamEntity } from '../agents/team.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/** The card that went with a conversation to its next person, or back to its team. */
@Entity('hand_over')
@Index('ix_hand_over_conversation', ['conversationId', 'at'])
@Index('ix_hand_over_to', ['toAgentId', 'at', 'id'])
@Check('ck_hand_over_cause', `cause IN ('hand', 'away', 'shiftEnd', 'leave', 'left', 'notPickedUp')`)
export class HandOverEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_hand_over' })
  id: string;

  @ForeignKey(() => ConversationEntity, { name: 'fk_hand_over_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id' })
  conversationId: string;

  /** Null when nobody had it. */
  @ForeignKey(() => AgentEntity, { name: 'fk_hand_over_from' })
  @Column('uuid', { name: 'from_agent_id', nullable: true })
  fromAgentId: string | null;

  /** Null when it went to a team. */
  @ForeignKey(() => AgentEntity, { name: 'fk_hand_over_to' })
  @Column('uuid', { name: 'to_agent_id', nullable: true })
  toAgentId: string | null;

  /** Whose it was before, so that it can be taken back. */
  @ForeignKey(() => TeamEntity, { name: 'fk_hand_over_from_team' })
  @Column('uuid', { name: 'from_team_id' })
  fromTeamId: string;

  @ForeignKey(() => TeamEntity, { name: 'fk_hand_over_to_team' })
  @Column('uuid', { name: 'to_team_id' })
  toTeamId: string;

  @Column('text')
  cause: HandOverCause;

  @Column('text', { default: '' })
  note: string;

  @Column('boolean', { name: 'is_announced', default: false })
  isAnnounced: boolean;

  /** Null when nobody decided so: whoever had it is not there. */
  @ForeignKey(() => AgentEntity, { name: 'fk_hand_over_by' })
  @Column('uuid', { name: 'by_agent_id', nullable: true })
  byAgentId: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column({ type: 'timestamptz', name: 'answered_at', precision: 3, nullable: true })
  answeredAt: Date | null;
}
