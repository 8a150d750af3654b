import { Module } from '@nestjs/common';
import { AgentsModule } from './agents/agents.module.ts';
import { ChannelsModule } from './channels/channels.module.ts';
import { ConnectorsModule } from './connectors/connectors.module.ts';
import { ContactsModule } from './contacts/contacts.module.ts';
import { ConversationsModule } from './conversations/conversations.module.ts';
import { DemoModule } from './demo/demo.module.ts';
import { DeskModule } from './desk/desk.module.ts';
import { InboxModule } from './inbox/inbox.module.ts';
import { IntakeModule } from './intake/intake.module.ts';
import { MediaModule } from './media/media.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { OrganisationModule } from './organisation/organisation.module.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { PlaygroundModule } from './playground/playground.module.ts';
import { RepliesModule } from './replies/replies.module.ts';
import { ReportFiguresModule } from './reports/report-figures.module.ts';
import { ReportsModule } from './reports/reports.module.ts';
import { RoutingModule } from './routing/routing.module.ts';
import { SlaModule } from './sla/sla.module.ts';
import { TrustModule } from './trust/trust.module.ts';

/** The modules in the order of server/layers.mjs, nothing else. */
@Module({
  imports: [
    PlatformModule,
    OrganisationModule,
    MediaModule,
    PlaygroundModule,
    ConnectorsModule,
    AgentsModule,
    ChannelsModule,
    ContactsModule,
    ConversationsModule,
    RoutingModule,
    SlaModule,
    DeskModule,
    IntakeModule,
    RepliesModule,
    NotificationsModule,
    InboxModule,
    ReportsModule,
    ReportFiguresModule,
    TrustModule,
    DemoModule,
  ],
})
export class AppModule {}
