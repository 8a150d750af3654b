import type { RoutingDecision } from '@visavis/shared/api/routing';
import type { Considered, Reason } from '@visavis/shared/routing/pick-agent';
import type { RuleAction } from '@visavis/shared/routing/rule';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { ConversationEntity } from '../conversations/conversation.entity.ts';

/**
 * One step of how a conversation came to where it is: a rule matched, somebody was chosen, nobody could be, or an
 * assignment went back unopened. What was decided is never changed, so that it can be explained later; only whether
 * the assignment was picked up is written afterwards.
 */
@Entity('routing_decision')
@Index('ix_routing_decision_conversation', ['conversationId', 'at'])
@Index('ix_routing_decision_agent', ['agentId', 'at'])
@Index('ix_routing_decision_rule', ['ruleId', 'at'], { where: 'rule_id IS NOT NULL' })
@Index('ix_routing_decision_pick_up', ['pickUpBy'], { where: 'pick_up_by IS NOT NULL' })
@Check('ck_routing_decision_kind', `kind IN ('matched', 'placed', 'stuck', 'returned')`)
export class RoutingDecisionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_routing_decision' })
  id: string;

  @ForeignKey(() => ConversationEntity, { name: 'fk_routing_decision_conversation', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'conversation_id' })
  conversationId: string;

  @Column('text', { default: 'placed' })
  kind: RoutingDecision['kind'];

  /** Who was chosen, or who did not open it. */
  @ForeignKey(() => AgentEntity, { name: 'fk_routing_decision_agent' })
  @Column('uuid', { name: 'agent_id', nullable: true })
  agentId: string | null;

  @Column('jsonb')
  reasons: Reason[];

  /** No foreign key: rules come and go, what they did stays. */
  @Column('uuid', { name: 'rule_id', nullable: true })
  ruleId: string | null;

  /** As it was called then. */
  @Column('text', { name: 'rule_name', nullable: true })
  ruleName: string | null;

  @Column('jsonb', { default: [] })
  actions: RuleAction[];

  /** The few that matter most, as they were at that moment. */
  @Column('jsonb', { default: [] })
  considered: Considered[];

  /** Why nobody could be chosen. */
  @Column('text', { nullable: true })
  stuck: string | null;

  @Column('timestamp with time zone', { name: 'picked_up_at', precision: 3, nullable: true })
  pickedUpAt: Date | null;

  /** When the assignment goes back unless it was opened; null once it was, or when the team lets it lie. */
  @Column('timestamp with time zone', { name: 'pick_up_by', precision: 3, nullable: true })
  pickUpBy: Date | null;

  @Column('timestamp with time zone', { precision: 3 })
  at: Date;
}
