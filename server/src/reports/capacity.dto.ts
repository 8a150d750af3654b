import type { CapacityQuery } from '@visavis/shared/api/capacity';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsUUID, Max, Min } from 'class-validator';
import { planSpans } from '@visavis/shared/api/capacity';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { IsDay } from './is-day.ts';

const WEEK_MINUTES = 7 * 24 * 60;

export class CapacityQueryDto implements CapacityQuery {
  @MayBeMissing()
  @IsUUID('all')
  teamId?: string;

  @MayBeMissing()
  @IsDay()
  week?: string;

  @MayBeMissing()
  @Type(() => Number)
  @IsIn(planSpans)
  weeks?: number;

  @MayBeMissing()
  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0.5)
  @Max(120)
  handlingMinutes?: number;

  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(WEEK_MINUTES)
  targetMinutes?: number;

  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(50)
  @Max(99)
  goalPercent?: number;

  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(60)
  breakPercent?: number;
}
