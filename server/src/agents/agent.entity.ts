import type { AvailabilityState, AwayReason } from '@visavis/shared/api/schedule';
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
@Check(
  'ck_agent_availability_reason',
  `availability_reason IN ('break', 'meeting', 'training', 'endOfShift', 'leave', 'sick', 'noScreen', 'other')`,
)
@Check('ck_agent_availability_set_by', `availability_set_by IN ('hand', 'shift', 'session')`)
@Check('ck_agent_availability_before', `availability_before IN ('available', 'busy')`)
@Check('ck_agent_capacity', `capacity BETWEEN 0 AND 100`)
@Check('ck_agent_locale', `locale IN ('de', 'en')`)
@Check('ck_agent_theme', `theme IN ('system', 'light', 'dark')`)
@Check('ck_agent_since_year', `since_year BETWEEN 1900 AND 2200`)
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

  @Column('text', { default: '' })
  pronouns: string;

  /** The year since when they answer here. */
  @Column('integer', { name: 'since_year', nullable: true })
  sinceYear: number | null;

  /** One sentence about themselves, for the public team page. */
  @Column('text', { default: '' })
  sentence: string;

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

  @Column('text', { name: 'availability_reason', nullable: true })
  availabilityReason: AwayReason | null;

  @Column({ type: 'timestamptz', name: 'availability_returns_at', precision: 3, nullable: true })
  availabilityReturnsAt: Date | null;

  @Column('text', { name: 'availability_set_by', default: 'hand' })
  availabilitySetBy: AvailabilityState['setBy'];

  /** When it was last decided, by whomever, also when nothing changed; a boundary after it decides anew. */
  @Column({ type: 'timestamptz', name: 'availability_set_at', precision: 3 })
  availabilitySetAt: Date;

  /** What the closing of the last screen interrupted, to be taken up again on return. */
  @Column('text', { name: 'availability_before', nullable: true })
  availabilityBefore: 'available' | 'busy' | null;

  /** When a screen of theirs was last known to be open. */
  @Column({ type: 'timestamptz', name: 'last_screen_at', precision: 3, nullable: true })
  lastScreenAt: Date | null;

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
