import type {
  PolicyCondition,
  PolicyPauses,
  PolicyTargets,
  PolicyWarning,
} from '@visavis/shared/sla/match-policy';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is promised to whom: an entry of the ordered list. Clocks that run keep the policy with which they started. */
@Entity('sla_policy')
@Index('uq_sla_policy_fallback', ['isFallback'], { unique: true, where: 'is_fallback' })
@Check('ck_sla_policy_fallback', `NOT is_fallback OR (is_active AND conditions = '[]'::jsonb)`)
export class SlaPolicyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sla_policy' })
  id: string;

  @Column('text')
  name: string;

  /** From 0; the fallback comes last whatever it says. */
  @Column('integer', { default: 0 })
  position: number;

  @Column('boolean', { name: 'is_active', default: true })
  isActive: boolean;

  /** The one that takes whatever no other took. */
  @Column('boolean', { name: 'is_fallback', default: false })
  isFallback: boolean;

  @Column('jsonb', { default: [] })
  conditions: PolicyCondition[];

  @Column('jsonb')
  targets: PolicyTargets;

  @Column('jsonb', { default: {} })
  warn: PolicyWarning;

  @Column('jsonb')
  pauses: PolicyPauses;

  @Column('integer', { default: 1 })
  version: number;
}
