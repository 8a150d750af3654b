import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
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
import { RecordNoticesService } from './record-notices.service.ts';
import { TellingContextRepository } from './telling-context.repository.ts';

/**
 * Owns notice (what somebody is told of) and notice_settings (how). Listens to what happens to conversations, and like
 * the read models to its right it reads any table for that; tells the app, and after a while by e-mail.
 * Emits notice.changed.
 */
@Module({
  imports: [TypeOrmModule.forFeature([NoticeEntity, NoticeSettingsEntity]), AgentsModule, OrganisationModule],
  controllers: [NoticesController],
  providers: [
    MailNoticesProcessor,
    MailNoticesRepository,
    MailNoticesService,
    NoticePushesService,
    NoticeSettingsRepository,
    NoticeSettingsService,
    NoticesRepository,
    NoticesService,
    PruneNoticesProcessor,
    RecordNoticesService,
    TellingContextRepository,
  ],
})
export class NotificationsModule {}
