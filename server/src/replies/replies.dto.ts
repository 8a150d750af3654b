import type { MessageVisibility, SaveDraftRequest } from '@visavis/shared/api/conversations';
import type {
  EditReplyRequest,
  MeasureTextRequest,
  PreviewReplyRequest,
  ScanRequest,
  SendReplyRequest,
  SendWarning,
} from '@visavis/shared/api/replies';
import { storableText } from '@visavis/shared/text/storable-text';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';

/** No network takes more; what one takes is counted later, in its own way. */
const LONGEST_REPLY = 100_000;
const MOST_PICTURES = 20;
const VISIBILITIES: readonly MessageVisibility[] = ['public', 'private'];
const WARNINGS: readonly SendWarning[] = ['personal-data'];

/** Text to the letter, blanks at the ends included. */
const Verbatim = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? storableText(value) : value));

export class SendReplyDto implements SendReplyRequest {
  @Length(1, 128)
  @Matches(/^[\x21-\x7e]+$/, { message: 'idempotencyKey must be printable ASCII without blanks' })
  @IsString()
  idempotencyKey: string;

  @IsUUID()
  inReplyToMessageId: string;

  @IsIn(VISIBILITIES)
  visibility: MessageVisibility;

  @TextField({ max: LONGEST_REPLY })
  text: string;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MOST_PICTURES)
  @IsUUID(undefined, { each: true })
  mediaIds?: string[];

  @IsInt()
  @Min(0)
  seenSequence: number;

  @MayBeMissing()
  @IsArray()
  @IsIn(WARNINGS, { each: true })
  acknowledged?: SendWarning[];
}

export class PreviewReplyDto implements PreviewReplyRequest {
  @IsIn(VISIBILITIES)
  visibility: MessageVisibility;

  @TextField({ max: LONGEST_REPLY })
  text: string;

  @MayBeMissing()
  @IsUUID()
  inReplyToMessageId?: string;
}

export class EditReplyDto implements EditReplyRequest {
  @TextField({ min: 1, max: LONGEST_REPLY })
  text: string;

  @MayBeMissing()
  @IsArray()
  @IsIn(WARNINGS, { each: true })
  acknowledged?: SendWarning[];
}

export class SaveDraftDto implements SaveDraftRequest {
  @Verbatim()
  @IsString()
  @MaxLength(LONGEST_REPLY)
  text: string;

  @IsIn(VISIBILITIES)
  visibility: MessageVisibility;

  @IsOptional()
  @IsUUID()
  inReplyToMessageId?: string | null;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MOST_PICTURES)
  @IsUUID(undefined, { each: true })
  mediaIds?: string[];
}

class MeasureOptionsDto {
  @MayBeMissing()
  @IsNumber()
  @Min(0)
  @Max(1_000_000_000)
  limit?: number;

  @MayBeMissing()
  @IsNumber()
  @Min(0)
  @Max(10_000)
  reservedPerUrl?: number;

  @MayBeMissing()
  @IsString()
  @MaxLength(LONGEST_REPLY)
  spoiler?: string;
}

export class MeasureTextDto implements MeasureTextRequest {
  @IsString()
  @Length(1, 60)
  network: string;

  @IsString()
  @MaxLength(LONGEST_REPLY)
  text: string;

  @MayBeMissing()
  @ValidateNested()
  @Type(() => MeasureOptionsDto)
  options?: MeasureOptionsDto;
}

export class ScanDto implements ScanRequest {
  @IsString()
  @MaxLength(LONGEST_REPLY)
  text: string;
}
