import type {
  CreatePlaygroundPost,
  CreatePlaygroundReply,
  UpdatePlaygroundPost,
} from '@visavis/shared/api/playground';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ListOf } from '../platform/http/list-of.ts';

const VISIBILITIES = ['public', 'private'] as const;
/** Beyond any limit in graphemes; how long a text may be is the service's matter. */
const LONGEST_TEXT = 20_000;
const LONGEST_ALT = 1_500;
const LONGEST_ADDRESS = 2_000;

export class CreatePlaygroundPostDto implements CreatePlaygroundPost {
  @IsString()
  @MaxLength(100)
  accountId: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  text: string;

  @IsIn(VISIBILITIES)
  visibility: 'public' | 'private';

  @IsOptional()
  @IsString()
  @MaxLength(100)
  inReplyToId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_ALT)
  alt?: string;
}

export class UpdatePlaygroundPostDto implements UpdatePlaygroundPost {
  @IsString()
  @MaxLength(100)
  accountId: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  text: string;
}

export class ThreadsQueryDto {
  /** Whose private exchange to show as well. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  accountId?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 30;

  @IsOptional()
  @IsString()
  cursor?: string;
}

export class DeletePostQueryDto {
  @IsString()
  @MaxLength(100)
  accountId: string;
}

export class NoticesQueryDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  since = 0;

  /** Nothing written before. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  from?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 80;
}

class ReplyPictureDto {
  @IsString()
  @MaxLength(LONGEST_ADDRESS)
  url: string;

  @IsString()
  @MaxLength(LONGEST_ALT)
  alt: string;

  @IsString()
  @MaxLength(120)
  mimeType: string;
}

class ReplyAgentDto {
  @IsString()
  @Length(1, 200)
  name: string;

  @IsString()
  @MaxLength(20)
  mark: string;

  @IsString()
  @MaxLength(LONGEST_ADDRESS)
  avatarUrl: string;
}

export class CreatePlaygroundReplyDto implements CreatePlaygroundReply {
  @IsString()
  @MaxLength(100)
  inReplyToId: string;

  @IsString()
  @MaxLength(LONGEST_TEXT)
  text: string;

  @IsIn(VISIBILITIES)
  visibility: 'public' | 'private';

  @ListOf(() => ReplyPictureDto, 4)
  media: ReplyPictureDto[];

  @IsObject()
  @ValidateNested()
  @Type(() => ReplyAgentDto)
  agent: ReplyAgentDto;

  @IsString()
  @MaxLength(LONGEST_ADDRESS)
  checkUrl: string;
}

export class EditReplyDto {
  @IsString()
  @MaxLength(LONGEST_TEXT)
  text: string;
}

export class HookDto {
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(LONGEST_ADDRESS)
  url: string;
}
