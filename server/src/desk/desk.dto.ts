import type {
  AddNoteRequest,
  NoAnswerNeededRequest,
  PatchConversationRequest,
  Priority,
} from '@visavis/shared/api/conversations';
import {
  conversationStatuses,
  type ConversationStatus,
} from '@visavis/shared/conversations/conversation-status';
import { noAnswerReasons, type NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import { storableText } from '@visavis/shared/text/storable-text';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';

const priorities: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];
const MOST_TAGS = 50;
const LONGEST_TAG = 60;
const LONGEST_NOTE = 10_000;
const MOST_MENTIONS = 50;
const LONGEST_REASON = 500;

const cleanTags = ({ value }: { value: unknown }): unknown =>
  Array.isArray(value)
    ? value.map((tag: unknown) => (typeof tag === 'string' ? storableText(tag).trim() : tag))
    : value;

export class NoAnswerNeededDto implements NoAnswerNeededRequest {
  @IsIn(noAnswerReasons)
  reason: NoAnswerReason;

  @MayBeMissing()
  @TextField({ max: LONGEST_REASON })
  note?: string;
}

export class PatchConversationDto implements PatchConversationRequest {
  /** What the caller had on screen. */
  @IsInt()
  @Min(0)
  version: number;

  @MayBeMissing()
  @IsIn(conversationStatuses)
  status?: ConversationStatus;

  /** What was done last is taken back. */
  @MayBeMissing()
  @IsBoolean()
  takesBack?: boolean;

  /** Null gives it back. */
  @IsOptional()
  @IsUUID('all')
  assigneeId?: string | null;

  @MayBeMissing()
  @IsUUID('all')
  teamId?: string;

  @MayBeMissing()
  @IsIn(priorities)
  priority?: Priority;

  @MayBeMissing()
  @Transform(cleanTags)
  @IsArray()
  @ArrayMaxSize(MOST_TAGS)
  @IsString({ each: true })
  @Length(1, LONGEST_TAG, { each: true })
  tags?: string[];

  @IsOptional()
  @IsInstant()
  snoozedUntil?: string | null;

  @MayBeMissing()
  @IsBoolean()
  isSnoozedForCustomer?: boolean;

  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => NoAnswerNeededDto)
  noAnswerNeeded?: NoAnswerNeededDto;

  @MayBeMissing()
  @TextField({ max: LONGEST_NOTE })
  note?: string;
}

export class AddNoteDto implements AddNoteRequest {
  @TextField({ min: 1, max: LONGEST_NOTE })
  text: string;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MOST_MENTIONS)
  @IsUUID('all', { each: true })
  mentions?: string[];

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MOST_MENTIONS)
  @IsUUID('all', { each: true })
  asks?: string[];
}

export class SetSpamDto {
  @IsBoolean()
  isSpam: boolean;
}

export class SetMutedDto {
  @IsUUID('all')
  contactId: string;

  @IsBoolean()
  isMuted: boolean;
}
