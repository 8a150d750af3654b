import {
  arrivalDays,
  backlogStates,
  type ArrivalDays,
  liveFigures,
  MOST_BEHIND,
  type BacklogState,
  type LiveBehindQuery,
  type LiveFigure,
} from '@visavis/shared/api/live';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { MayBeLeftEmpty } from '../platform/http/may-be-left-empty.ts';

const number = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value;

export class LiveReportQueryDto {
  @MayBeLeftEmpty()
  @IsUUID('all')
  teamId?: string;
}

/** Which figure, and what it was narrowed to where somebody chose it. */
export class LiveBehindQueryDto extends LiveReportQueryDto implements LiveBehindQuery {
  @IsIn(liveFigures)
  figure: LiveFigure;

  @MayBeLeftEmpty()
  @IsIn(backlogStates)
  state?: BacklogState;

  @MayBeLeftEmpty()
  @IsUUID('all')
  channelId?: string;

  @MayBeLeftEmpty()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value !== '' ? value.split(',') : value,
  )
  @IsArray()
  @ArrayMaxSize(10)
  @IsUUID('all', { each: true })
  exceptChannelIds?: string[];

  @MayBeLeftEmpty()
  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(MOST_BEHIND)
  limit?: number;

  @MayBeLeftEmpty()
  @Transform(number)
  @IsInt()
  @Min(0)
  @Max(6)
  weekday?: number;

  @MayBeLeftEmpty()
  @Transform(number)
  @IsInt()
  @Min(0)
  @Max(23)
  hour?: number;

  @MayBeLeftEmpty()
  @Transform(number)
  @IsIn(arrivalDays)
  days?: ArrivalDays;
}
