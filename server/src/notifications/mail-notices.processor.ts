import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { JobQueue } from '../platform/queue/job-queue.ts';
import { Processes, type JobProcessor } from '../platform/queue/processes.ts';
import { MAIL_NOTICES_MS, MailNoticesService } from './mail-notices.service.ts';

@Injectable()
@Processes('mail-notices')
export class MailNoticesProcessor implements JobProcessor, OnApplicationBootstrap {
  constructor(
    private readonly mails: MailNoticesService,
    private readonly jobs: JobQueue,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runsWorker) await this.jobs.every('mail-notices', MAIL_NOTICES_MS);
  }

  async handle(_data: unknown, signal: AbortSignal): Promise<void> {
    await this.mails.sendOwed(signal);
  }
}
