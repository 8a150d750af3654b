import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import type { Locale } from '@visavis/shared/api/session';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/**
 * One decision of a person about one purpose: in which form they are shown, in the words of that day. A new decision ends
 * the one before; rows are never changed otherwise, so that they prove who agreed to what, and when.
 */
@Entity('face_consent')
@Index('uq_face_consent_current', ['agentId', 'purpose'], { unique: true, where: 'withdrawn_at IS NULL' })
@Index('ix_face_consent_history', ['agentId', 'grantedAt'])
@Check('ck_face_consent_purpose', `purpose IN ('replies', 'checkPage', 'teamPage', 'persona')`)
@Check('ck_face_consent_form', `form IN ('portrait', 'firstName', 'initials', 'shielded')`)
@Check('ck_face_consent_locale', `locale IN ('de', 'en')`)
export class FaceConsentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_face_consent' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_face_consent_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('text')
  purpose: ConsentPurpose;

  @Column('text')
  form: PublicForm;

  /** The sentence that was on screen. */
  @Column('text')
  wording: string;

  @Column('text')
  locale: Locale;

  @Column({ type: 'timestamptz', name: 'granted_at', precision: 3 })
  grantedAt: Date;

  /** Withdrawn, or replaced by a later decision. */
  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true })
  withdrawnAt: Date | null;
}
