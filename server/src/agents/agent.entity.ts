import type { Availability, Locale, Theme } from '@visavis/shared/api/session';
import type { Role } from '@visavis/shared/permissions';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person who answers. Never deleted: replies point at them for ever. */
@Entity('agent')
@Unique('uq_agent_email', ['email'])
@Unique('uq_agent_mark', ['mark'])
@Check('ck_agent_email', `email = lower(email)`)
@Check('ck_agent_role', `role IN ('agent', 'lead', 'admin')`)
@Check('ck_agent_availability', `availability IN ('available', 'busy', 'away', 'off')`)
@Check('ck_agent_capacity', `capacity BETWEEN 0 AND 100`)
@Check('ck_agent_locale', `locale IN ('de', 'en')`)
@Check('ck_agent_theme', `theme IN ('system', 'light', 'dark')`)
export class AgentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_agent' })
  id: string;

  /** Lower case. */
  @Column('text')
  email: string;

  /** Null until the person has set a password through their link. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  @Column('text')
  role: Role;

  @Column('text', { name: 'display_name' })
  displayName: string;

  /** What customers see: first name and initial. */
  @Column('text', { name: 'public_name' })
  publicName: string;

  /** The initials that sign a reply, without the caret: `JK`. */
  @Column('text')
  mark: string;

  @Column('text', { array: true, default: '{}' })
  languages: string[];

  @Column('text', { name: 'helps_with', default: '' })
  helpsWith: string;

  @Column('text', { default: 'de' })
  locale: Locale;

  @Column('text', { default: 'system' })
  theme: Theme;

  @Column('boolean', { name: 'shortcuts_enabled', default: true })
  shortcutsEnabled: boolean;

  @Column('text', { default: 'off' })
  availability: Availability;

  @Column({ type: 'timestamptz', name: 'availability_since', precision: 3 })
  availabilitySince: Date;

  /** How many open conversations the person is given at most. */
  @Column('integer', { default: 8 })
  capacity: number;

  /** The face shown now; 0 means the portrait with initials. Only ever rises, so an address never changes its picture. */
  @Column('integer', { name: 'face_version', default: 0 })
  faceVersion: number;

  @Column({ type: 'timestamptz', name: 'deactivated_at', precision: 3, nullable: true })
  deactivatedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
