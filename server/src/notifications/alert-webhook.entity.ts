import type { AlertCallFault } from '@visavis/shared/api/alerts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A system outside that is called when clocks are late. */
@Entity('alert_webhook')
export class AlertWebhookEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_alert_webhook' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  url: string;

  /** Signs the calls; sealed for this row alone. */
  @Column('text', { name: 'sealed_secret' })
  sealedSecret: string;

  @Column({ type: 'timestamptz', name: 'last_at', precision: 3, nullable: true })
  lastAt: Date | null;

  @Column('integer', { name: 'last_status', nullable: true })
  lastStatus: number | null;

  /** Null when the newest call went well. */
  @Column('text', { name: 'last_fault', nullable: true })
  lastFault: AlertCallFault | null;
}
