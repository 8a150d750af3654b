import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Completeness } from './boot/completeness.ts';
import { StartNotices } from './boot/start-notices.ts';
import { StartTasks } from './boot/start-tasks.ts';
import { Clock, SystemClock } from './clock.ts';
import { AppConfig } from './config/app-config.ts';
import { currentConfig } from './config/current-config.ts';
import { SecretBox } from './crypto/secret-box.ts';
import { connectAndMigrate } from './database/connect.ts';
import { dataSourceOptions } from './database/data-source-options.ts';
import { Database } from './database/database.ts';
import { UnitOfWork } from './database/unit-of-work.ts';
import { ListenerRegistry } from './events/listener.registry.ts';
import { OwedEventsRepository } from './events/owed-events.repository.ts';
import { Relay } from './events/relay.ts';
import { HealthController } from './health/health.controller.ts';
import { Metrics } from './health/metrics.ts';
import { PlatformMetrics } from './health/platform-metrics.ts';
import { Readiness } from './health/readiness.ts';
import { ErrorFilter } from './http/error.filter.ts';
import { InFlight } from './http/in-flight.ts';
import { OriginGuard } from './http/origin.guard.ts';
import { HostResolver, OutboundGuard, SystemHostResolver } from './http/outbound-guard.ts';
import { SafeHttpClient } from './http/safe-http.client.ts';
import { Logger } from './logger.ts';
import { MailClient } from './mail/mail-client.ts';
import { JobQueue } from './queue/job-queue.ts';
import { ProcessorRegistry } from './queue/processor.registry.ts';
import { QueueWorkers } from './queue/queue-workers.ts';
import { RealtimeServer } from './realtime/realtime-server.ts';

/** What every module may use and no module owns: configuration, database, events, jobs, sockets, HTTP, secrets, time. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config.databaseUrl ?? ''),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
      dataSourceFactory: connectAndMigrate,
    }),
  ],
  controllers: [HealthController],
  providers: [
    { provide: AppConfig, useFactory: currentConfig },
    { provide: Clock, useClass: SystemClock },
    { provide: HostResolver, useClass: SystemHostResolver },
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_GUARD, useClass: OriginGuard },
    Logger,
    Metrics,
    PlatformMetrics,
    Readiness,
    SecretBox,
    Database,
    UnitOfWork,
    ListenerRegistry,
    OwedEventsRepository,
    Relay,
    ProcessorRegistry,
    JobQueue,
    QueueWorkers,
    RealtimeServer,
    InFlight,
    OutboundGuard,
    SafeHttpClient,
    MailClient,
    Completeness,
    StartNotices,
    StartTasks,
  ],
  exports: [
    AppConfig,
    Clock,
    StartNotices,
    StartTasks,
    Logger,
    Metrics,
    Readiness,
    SecretBox,
    Database,
    UnitOfWork,
    Relay,
    JobQueue,
    RealtimeServer,
    SafeHttpClient,
    OutboundGuard,
    MailClient,
  ],
})
export class PlatformModule {}
