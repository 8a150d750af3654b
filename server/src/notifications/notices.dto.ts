import type { MarkNoticesSeenRequest, NoticeSettings } from '@visavis/shared/api/notices';
import { MAIL_AFTER_MINUTES } from '@visavis/shared/notices/notice-settings';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsObject, IsUUID, Max, Min } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';

const MOST_IDS = 500;

export class MarkNoticesSeenDto implements MarkNoticesSeenRequest {
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsUUID('all', { each: true })
  ids?: string[];

  @MayBeMissing()
  @IsUUID('all')
  conversationId?: string;
}

/** The parts of `ways` and `quiet` are checked by `acceptNoticeSettings`, which names every fault. */
export class SaveNoticeSettingsDto implements NoticeSettings {
  @IsObject()
  ways: NoticeSettings['ways'];

  @IsInt()
  @Min(MAIL_AFTER_MINUTES.least)
  @Max(MAIL_AFTER_MINUTES.most)
  mailAfterMinutes: number;

  @MayBeNull()
  @IsObject()
  quiet: NoticeSettings['quiet'];

  @IsBoolean()
  showsTexts: boolean;
}
