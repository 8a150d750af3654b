import type {
  CalendarContent,
  CreateCalendarRequest,
  PreviewCalendarRequest,
  SaveCalendarRequest,
} from '@visavis/shared/api/calendars';
import type { Span } from '@visavis/shared/sla/business-time';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';
import { VersionField } from '../platform/http/version-field.ts';
import { MOST_SPANS } from './accept-calendar.ts';

/** Ten years of holidays and days of one's own. */
const MOST_EXCEPTIONS = 500;
const LONGEST_NAME = 100;
const LONGEST_ZONE = 64;
/** Beyond ten years is a slip of the hand. */
const MOST_MINUTES = 10 * 366 * 24 * 60;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

export class CalendarExceptionDto {
  @IsString()
  @Length(10, 10)
  date: string;

  @TextField({ max: LONGEST_NAME })
  name: string;

  @MayBeNull()
  @IsArray()
  @ArrayMaxSize(MOST_SPANS)
  spans: Span[] | null;
}

export class CalendarContentDto implements CalendarContent {
  @MayBeNull()
  @TextField({ min: 1, max: LONGEST_ZONE })
  timeZone: string | null;

  /** Its parts, like those of the exceptions, are checked by `acceptCalendar`, which names every fault. */
  @MayBeNull()
  @IsObject()
  weekly: CalendarContent['weekly'];

  @MayBeNull()
  @TextField({ min: 2, max: 4 })
  country: string | null;

  @MayBeNull()
  @TextField({ min: 1, max: 8 })
  region: string | null;

  @IsArray()
  @ArrayMaxSize(MOST_EXCEPTIONS)
  @ValidateNested({ each: true })
  @Type(() => CalendarExceptionDto)
  exceptions: CalendarExceptionDto[];
}

export class SaveCalendarDto extends CalendarContentDto implements SaveCalendarRequest {
  @VersionField()
  version: number;
}

export class CreateCalendarDto implements CreateCalendarRequest {
  @IsIn(['team', 'channel'])
  scope: 'team' | 'channel';

  @IsUUID()
  ofId: string;
}

export class PreviewCalendarDto extends CalendarContentDto implements PreviewCalendarRequest {
  @MayBeNull()
  @IsUUID()
  parentId: string | null;

  @IsInstant()
  startedAt: string;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(MOST_MINUTES)
  minutes: number;
}

export class HolidaysQueryDto {
  @TextField({ min: 2, max: 4 })
  country: string;

  @MayBeMissing()
  @TextField({ max: 8 })
  region?: string;

  @Type(() => Number)
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  year: number;
}
