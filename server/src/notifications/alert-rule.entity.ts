import type { AlertRecipients, AlertTrigger } from '@visavis/shared/api/alerts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { TeamEntity } from '../agents/team.entity.ts';
import { AlertWebhookEntity } from './alert-webhook.entity.ts';

/** Who is told when clocks of a team warn or are late, or a channel of it is in trouble. All rules that fit hold together. */
@Entity('alert_rule')
@Check('ck_alert_rule_trigger', `trigger IN ('warning', 'breach', 'channelDown')`)
@Check('ck_alert_rule_recipients', `recipients IN ('assignee', 'leads', 'group')`)
// Nobody has a channel.
@Check('ck_alert_rule_channel', `trigger <> 'channelDown' OR recipients <> 'assignee'`)
@Check('ck_alert_rule_group', `(recipients = 'group') = (agent_ids <> '{}')`)
@Check('ck_alert_rule_ways', 'in_app OR by_browser OR by_mail OR webhook_id IS NOT NULL')
export class AlertRuleEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_alert_rule' })
  id: string;

  /** Null holds for every team. */
  @ForeignKey(() => TeamEntity, { name: 'fk_alert_rule_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId: string | null;

  @Column('text')
  trigger: AlertTrigger;

  @Column('text')
  recipients: AlertRecipients;

  @Column('uuid', { name: 'agent_ids', array: true, default: '{}' })
  agentIds: string[];

  @Column('boolean', { name: 'in_app' })
  inApp: boolean;

  @Column('boolean', { name: 'by_browser' })
  byBrowser: boolean;

  @Column('boolean', { name: 'by_mail' })
  byMail: boolean;

  @ForeignKey(() => AlertWebhookEntity, { name: 'fk_alert_rule_webhook' })
  @Column('uuid', { name: 'webhook_id', nullable: true })
  webhookId: string | null;

  @Column('boolean', { name: 'is_active', default: true })
  isActive: boolean;

  @Column('integer', { default: 1 })
  version: number;
}
