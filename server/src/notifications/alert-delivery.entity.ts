import type { AlertTrigger, AlertedChannel, AlertedConversation } from '@visavis/shared/api/alerts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AlertWebhookEntity } from './alert-webhook.entity.ts';

/** One call that a webhook is owed, or was. */
@Entity('alert_delivery')
@Index('ix_alert_delivery_due', ['dueAt'], { where: 'sent_at IS NULL AND given_up_at IS NULL' })
@Index('ix_alert_delivery_webhook', ['webhookId', 'trigger', 'createdAt'])
@Index('ix_alert_delivery_created', ['createdAt'])
@Check('ck_alert_delivery_trigger', `trigger IN ('warning', 'breach', 'channelDown')`)
export class AlertDeliveryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_alert_delivery' })
  id: string;

  @ForeignKey(() => AlertWebhookEntity, { name: 'fk_alert_delivery_webhook', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'webhook_id' })
  webhookId: string;

  @Column('text')
  trigger: AlertTrigger;

  @Column('integer')
  count: number;

  /** The first of them. */
  @Column('jsonb')
  conversations: Omit<AlertedConversation, 'url'>[];

  /** The first of them, where it is about channels. */
  @Column('jsonb', { default: [] })
  channels: AlertedChannel[];

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  /** When to try, or to try again; while a call is on its way, when it counts as lost. */
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  dueAt: Date;

  @Column('smallint', { default: 0 })
  attempts: number;

  @Column({ type: 'timestamptz', name: 'sent_at', precision: 3, nullable: true })
  sentAt: Date | null;

  @Column({ type: 'timestamptz', name: 'given_up_at', precision: 3, nullable: true })
  givenUpAt: Date | null;
}
