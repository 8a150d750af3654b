import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { AlertDeliveriesRepository } from './alert-deliveries.repository.ts';
import { AlertDeliveryEntity } from './alert-delivery.entity.ts';
import { AlertRuleEntity } from './alert-rule.entity.ts';
import { AlertRulesRepository } from './alert-rules.repository.ts';
import { AlertRulesService } from './alert-rules.service.ts';
import { AlertWebhookEntity } from './alert-webhook.entity.ts';
import { AlertWebhooksRepository } from './alert-webhooks.repository.ts';
import { AlertWebhooksService } from './alert-webhooks.service.ts';
import { AlertsController } from './alerts.controller.ts';
import { AlertsRepository } from './alerts.repository.ts';
import { CallWebhookService } from './call-webhook.service.ts';
import { ChannelAlertEntity } from './channel-alert.entity.ts';
import { ChannelAlertsRepository } from './channel-alerts.repository.ts';
import { MailNoticesProcessor } from './mail-notices.processor.ts';
import { MailNoticesRepository } from './mail-notices.repository.ts';
import { MailNoticesService } from './mail-notices.service.ts';
import { NoticeSettingsEntity } from './notice-settings.entity.ts';
import { NoticeSettingsRepository } from './notice-settings.repository.ts';
import { NoticeSettingsService } from './notice-settings.service.ts';
import { NoticeEntity } from './notice.entity.ts';
import { NoticePushesService } from './notice-pushes.service.ts';
import { NoticesController } from './notices.controller.ts';
import { NoticesRepository } from './notices.repository.ts';
import { NoticesService } from './notices.service.ts';
import { PruneNoticesProcessor } from './prune-notices.processor.ts';
import { PruneNoticesService } from './prune-notices.service.ts';
import { RecordAlertsService } from './record-alerts.service.ts';
import { RecordNoticesService } from './record-notices.service.ts';
import { SendAlertsProcessor } from './send-alerts.processor.ts';
import { SendAlertsService } from './send-alerts.service.ts';
import { SlaAlertEntity } from './sla-alert.entity.ts';
import { TellAlertsProcessor } from './tell-alerts.processor.ts';
import { TellAlertsService } from './tell-alerts.service.ts';
import { TellUnlocksService } from './tell-unlocks.service.ts';
import { TellingContextRepository } from './telling-context.repository.ts';
import { WebhookSecretsService } from './webhook-secrets.service.ts';

/**
 * Owns notice (what somebody is told of) and notice_settings (how), and for alerts alert_rule (who is told), sla_alert and
 * channel_alert (of what), alert_webhook and alert_delivery (calls to systems outside). Listens to what happens to
 * conversations, clocks and channels, and reads any table for that, like the read models to its right; `reports` calls it
 * for wishes to see figures of people. Tells in the app, and after a while by e-mail. Emits notice.changed.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AlertDeliveryEntity,
      AlertRuleEntity,
      AlertWebhookEntity,
      ChannelAlertEntity,
      NoticeEntity,
      NoticeSettingsEntity,
      SlaAlertEntity,
    ]),
    AgentsModule,
    OrganisationModule,
  ],
  controllers: [AlertsController, NoticesController],
  providers: [
    AlertDeliveriesRepository,
    AlertRulesRepository,
    AlertRulesService,
    AlertWebhooksRepository,
    AlertWebhooksService,
    AlertsRepository,
    CallWebhookService,
    ChannelAlertsRepository,
    MailNoticesProcessor,
    MailNoticesRepository,
    MailNoticesService,
    NoticePushesService,
    NoticeSettingsRepository,
    NoticeSettingsService,
    NoticesRepository,
    NoticesService,
    PruneNoticesProcessor,
    PruneNoticesService,
    RecordAlertsService,
    RecordNoticesService,
    SendAlertsProcessor,
    SendAlertsService,
    TellAlertsProcessor,
    TellAlertsService,
    TellUnlocksService,
    TellingContextRepository,
    WebhookSecretsService,
  ],
  exports: [AlertRulesService, TellUnlocksService],
})
export class NotificationsModule {}
