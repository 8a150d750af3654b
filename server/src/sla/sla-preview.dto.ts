import type { SlaPreviewRequest } from '@visavis/shared/api/sla';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { IsNumber, IsObject, IsOptional } from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
import { ListOf } from '../platform/http/list-of.ts';

const MOST_PAUSES = 10_000;

export class SlaPauseDto {
  @IsInstant()
  from: string;

  /** Without it the pause lasts. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class SlaPreviewDto implements SlaPreviewRequest {
  /** Its parts are checked by `acceptBusinessHours`, which names every fault. */
  @IsObject()
  businessHours: BusinessHours;

  @IsInstant()
  startedAt: string;

  /** Open time, fractions allowed; either this or `until`. */
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  minutes?: number;

  @IsOptional()
  @IsInstant()
  until?: string;

  @IsOptional()
  @ListOf(() => SlaPauseDto, MOST_PAUSES)
  pauses?: SlaPauseDto[];
}
