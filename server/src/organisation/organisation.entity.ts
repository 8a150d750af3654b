import type { Locale } from '@visavis/shared/api/session';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type FormOfAddress = 'du' | 'sie';

/** The one row that says whose installation this is. */
@Entity('organisation')
@Index('uq_organisation_single', { synchronize: false })
@Check('ck_organisation_locale', `locale IN ('de', 'en')`)
@Check('ck_organisation_form_of_address', `form_of_address IN ('du', 'sie')`)
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

  @Column('boolean', { name: 'is_demo', default: false })
  isDemo: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
