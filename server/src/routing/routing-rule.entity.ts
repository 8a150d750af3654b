import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';

/** An entry of the list that new posts go through. Deleted ones stay for a while, so that it can be undone. */
@Entity('routing_rule')
export class RoutingRuleEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_routing_rule' })
  id: string;

  @Column('integer')
  position: number;

  @Column('text')
  name: string;

  @Column('boolean', { name: 'is_active' })
  isActive: boolean;

  @Column('jsonb')
  conditions: RuleCondition[];

  @Column('jsonb')
  actions: RuleAction[];

  /** Rises with every change of the rule itself; its place in the list is not part of it. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamp with time zone', { name: 'updated_at', precision: 3 })
  updatedAt: Date;

  /** Null for what the product brings along. */
  @ForeignKey(() => AgentEntity, { name: 'fk_routing_rule_editor' })
  @Column('uuid', { name: 'updated_by', nullable: true })
  updatedBy: string | null;

  @Column('timestamp with time zone', { name: 'deleted_at', precision: 3, nullable: true })
  deletedAt: Date | null;
}

/**
 * One row: whether there is a list, and which. Every change of any rule gives it another stamp, which is how each process
 * learns that the rules it holds are old; and whoever changes the list locks it.
 */
@Entity('routing_rule_list')
@Check('ck_routing_rule_list_one', 'id = 1')
export class RoutingRuleListEntity {
  @PrimaryColumn('smallint', { default: 1, primaryKeyConstraintName: 'pk_routing_rule_list' })
  id: number;

  @Column('uuid')
  stamp: string;
}
