import type { MarkNoticesSeenRequest, NoticeSettings } from '@visavis/shared/api/notices';
import { MAIL_AFTER_MINUTES } from '@visavis/shared/notices/notice-settings';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { MayBeLeftEmpty } from '../platform/http/may-be-left-empty.ts';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';

const MOST_ROWS = 100;
const MOST_IDS = 500;

const number = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export class NoticesQueryDto {
  @MayBeLeftEmpty()
  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;

  @MayBeLeftEmpty()
  @IsString()
  @MaxLength(2_000)
  cursor?: string;
}

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

  @ValidateIf((_, value: unknown) => value !== null)
  @IsObject()
  quiet: NoticeSettings['quiet'];

  @IsBoolean()
  showsTexts: boolean;
}
