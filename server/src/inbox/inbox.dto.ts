import type { ConversationQuery, ConversationView } from '@visavis/shared/api/conversations';
import {
  conversationStatuses,
  type ConversationStatus,
} from '@visavis/shared/conversations/conversation-status';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';

const VIEWS: readonly ConversationView[] = ['mine', 'new', 'due', 'waiting', 'mentioned', 'team', 'all'];
const MOST_ROWS = 100;
const LONGEST_SEARCH = 200;
const LONGEST_TAG = 60;

const flag = ({ value }: { value: unknown }): unknown =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value;

/** Parameters of a list, as they stand in an address. */
export class ConversationQueryDto implements ConversationQuery {
  @IsOptional()
  @IsIn(VIEWS)
  view?: ConversationView;

  @IsOptional()
  @IsUUID('all')
  teamId?: string;

  @IsOptional()
  @IsUUID('all')
  channelId?: string;

  @IsOptional()
  @IsIn([...conversationStatuses, 'active'])
  status?: ConversationStatus | 'active';

  @IsOptional()
  @TextField({ max: LONGEST_TAG })
  tag?: string;

  @IsOptional()
  @TextField({ max: LONGEST_SEARCH })
  q?: string;

  @IsOptional()
  @IsIn(['newest', 'due'])
  sort?: 'newest' | 'due';

  @IsOptional()
  @Transform(flag)
  @IsBoolean()
  spam?: boolean;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  cursor?: string;
}

export class MessagesQueryDto {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  cursor?: string;
}
