import type { MailSecurity, SetUpStep } from '@visavis/shared/api/organisation';
import type { Locale } from '@visavis/shared/api/session';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type FormOfAddress = 'du' | 'sie';

/** The one row that says whose installation this is. */
@Entity('organisation')
@Index('uq_organisation_single', { synchronize: false })
@Check('ck_organisation_locale', `locale IN ('de', 'en')`)
@Check('ck_organisation_form_of_address', `form_of_address IN ('du', 'sie')`)
@Check('ck_organisation_accent_colour', `accent_colour ~ '^#[0-9a-f]{6}$'`)
@Check('ck_organisation_on_time_goal', 'on_time_goal_percent >= 1 AND on_time_goal_percent <= 100')
@Check('ck_organisation_set_up_step', `set_up_step IN ('channel', 'people')`)
@Check('ck_organisation_mail_security', `mail_security IN ('tls', 'starttls', 'none')`)
@Check(
  'ck_organisation_mail_complete',
  'mail_host IS NULL OR (mail_port IS NOT NULL AND mail_security IS NOT NULL AND mail_from IS NOT NULL)',
)
export class OrganisationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_organisation' })
  id: string;

  @Column('text')
  name: string;

  /** The web address customers know, for example `https://www.brueckenfunk.example`. */
  @Column('text', { name: 'public_address', nullable: true })
  publicAddress: string | null;

  @Column('text', { default: 'de' })
  locale: Locale;

  @Column('text', { name: 'time_zone', default: 'Europe/Berlin' })
  timeZone: string;

  @Column('text', { name: 'form_of_address', default: 'du' })
  formOfAddress: FormOfAddress;

  /** The shape of a customer number, `9` for a digit and `A` for a letter; see customer-number-pattern.ts. */
  @Column('text', { name: 'customer_number_pattern', nullable: true })
  customerNumberPattern: string | null;

  /** Languages that everybody in the house answers, as primary subtags; any other is a need of its own. */
  @Column('text', { array: true, default: () => `'{de,en}'` })
  languages: string[];

  /** `#rrggbb` of the public pages; null for the product's own. */
  @Column('text', { name: 'accent_colour', nullable: true })
  accentColour: string | null;

  /** No foreign key: media stands to the right of the organisation. */
  @Column('uuid', { name: 'logo_media_id', nullable: true })
  logoMediaId: string | null;

  @Column('text', { name: 'imprint_url', nullable: true })
  imprintUrl: string | null;

  @Column('text', { name: 'privacy_url', nullable: true })
  privacyUrl: string | null;

  /** After this time without an open screen somebody counts as away; null never. */
  @Column('integer', { name: 'away_without_screen_minutes', nullable: true, default: 15 })
  awayWithoutScreenMinutes: number | null;

  /** So many percent of the answers that fall due are to be on time. */
  @Column('integer', { name: 'on_time_goal_percent', default: 90 })
  onTimeGoalPercent: number;

  /** The next step of the first run; null when it is over or never was. */
  @Column('text', { name: 'set_up_step', nullable: true })
  setUpStep: SetUpStep | null;

  /** Without a host nothing is mailed. */
  @Column('text', { name: 'mail_host', nullable: true })
  mailHost: string | null;

  @Column('integer', { name: 'mail_port', nullable: true })
  mailPort: number | null;

  @Column('text', { name: 'mail_security', nullable: true })
  mailSecurity: MailSecurity | null;

  @Column('text', { name: 'mail_user', nullable: true })
  mailUser: string | null;

  /** Encrypted; see platform/crypto/secret-box.ts. */
  @Column('text', { name: 'sealed_mail_password', nullable: true })
  sealedMailPassword: string | null;

  /** The address mails come from, for example `service@brueckenfunk.example`. */
  @Column('text', { name: 'mail_from', nullable: true })
  mailFrom: string | null;

  @Column('boolean', { name: 'is_demo', default: false })
  isDemo: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
