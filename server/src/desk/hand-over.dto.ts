import type {
  BulkHandOverRequest,
  HandOverCause,
  HandOverRequest,
  UndoHandOversRequest,
} from '@visavis/shared/api/hand-over';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsUUID, Min } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';

const LONGEST_NOTE = 10_000;
const MOST_AT_ONCE = 500;

const causes: readonly BulkHandOverRequest['cause'][] = ['hand', 'away', 'shiftEnd', 'leave', 'left'];

export class HandOverDto implements HandOverRequest {
  /** What the caller had on screen. */
  @IsInt()
  @Min(0)
  version: number;

  @MayBeMissing()
  @IsUUID('all')
  toAgentId?: string;

  @MayBeMissing()
  @IsUUID('all')
  toTeamId?: string;

  @MayBeMissing()
  @TextField({ max: LONGEST_NOTE })
  note?: string;

  @MayBeMissing()
  @IsBoolean()
  isAnnounced?: boolean;
}

export class BulkHandOverDto implements BulkHandOverRequest {
  @IsUUID('all')
  fromAgentId: string;

  /** Null: back to the teams. */
  @MayBeNull()
  @IsUUID('all')
  toAgentId: string | null;

  @IsIn(causes)
  cause: Exclude<HandOverCause, 'notPickedUp'>;

  @MayBeMissing()
  @TextField({ max: LONGEST_NOTE })
  note?: string;

  @MayBeMissing()
  @IsBoolean()
  isAnnounced?: boolean;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MOST_AT_ONCE)
  @IsUUID('all', { each: true })
  conversationIds?: string[];
}

export class UndoHandOversDto implements UndoHandOversRequest {
  @IsArray()
  @ArrayMaxSize(MOST_AT_ONCE * 4)
  @IsUUID('all', { each: true })
  ids: string[];
}
