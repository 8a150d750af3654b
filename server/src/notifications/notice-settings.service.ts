import { Injectable } from '@nestjs/common';
import type { NoticeSettings } from '@visavis/shared/api/notices';
import { completeWays, defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { acceptNoticeSettings, type GivenNoticeSettings } from './accept-notice-settings.ts';
import { NoticeSettingsRepository } from './notice-settings.repository.ts';

/** How everybody is told. */
@Injectable()
export class NoticeSettingsService {
  constructor(
    private readonly settings: NoticeSettingsRepository,
    private readonly uow: UnitOfWork,
  ) {}

  async of(agentId: string): Promise<NoticeSettings> {
    const found = await this.settings.find(agentId);
    return found === null ? defaultNoticeSettings : { ...found, ways: completeWays(found.ways) };
  }

  /** Holds for what happens from now on. @throws DomainError `invalid` */
  async save(agentId: string, given: GivenNoticeSettings): Promise<NoticeSettings> {
    const settings = acceptNoticeSettings(given);
    await this.uow.run((tx) => this.settings.save(tx, agentId, settings));
    return settings;
  }
}
