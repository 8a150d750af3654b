import type { ConversationQuery, ConversationView } from '@visavis/shared/api/conversations';
import {
  conversationStatuses,
  type ConversationStatus,
} from '@visavis/shared/conversations/conversation-status';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { MayBeLeftEmpty } from '../platform/http/may-be-left-empty.ts';
import { CursorQueryDto, digits } from '../platform/http/page-query.dto.ts';
import { TextField } from '../platform/http/text-field.ts';

const VIEWS: readonly ConversationView[] = ['mine', 'new', 'due', 'waiting', 'mentioned', 'team', 'all'];
const MOST_ROWS = 200;
const LONGEST_SEARCH = 200;
const LONGEST_TAG = 60;

const flag = ({ value }: { value: unknown }): unknown =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value;

/** Parameters of a list, as they stand in an address. */
export class ConversationQueryDto extends CursorQueryDto implements ConversationQuery {
  @MayBeLeftEmpty()
  @IsIn(VIEWS)
  view?: ConversationView;

  @MayBeLeftEmpty()
  @IsUUID('all')
  teamId?: string;

  @MayBeLeftEmpty()
  @IsUUID('all')
  channelId?: string;

  @MayBeLeftEmpty()
  @IsIn([...conversationStatuses, 'active'])
  status?: ConversationStatus | 'active';

  @MayBeLeftEmpty()
  @TextField({ max: LONGEST_TAG })
  tag?: string;

  @MayBeLeftEmpty()
  @TextField({ max: LONGEST_SEARCH })
  q?: string;

  @MayBeLeftEmpty()
  @IsIn(['newest', 'due'])
  sort?: 'newest' | 'due';

  @MayBeLeftEmpty()
  @Transform(flag)
  @IsBoolean()
  spam?: boolean;

  @MayBeLeftEmpty()
  @Transform(digits)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;
}
