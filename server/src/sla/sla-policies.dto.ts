import type { SaveSlaPolicyRequest } from '@visavis/shared/api/sla';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { IsNumber, IsObject, Max, Min } from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';

/** A target below a second or beyond ten years is a slip of the hand. */
const LEAST_MINUTES = 1 / 60;
const MOST_MINUTES = 10 * 366 * 24 * 60;

export class SaveSlaPolicyDto implements SaveSlaPolicyRequest {
  @TextField({ min: 1, max: 100 })
  name: string;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(LEAST_MINUTES)
  @Max(MOST_MINUTES)
  firstResponseMinutes: number;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(LEAST_MINUTES)
  @Max(MOST_MINUTES)
  nextResponseMinutes: number;

  /** Its parts are checked by `acceptBusinessHours`, which names every fault. */
  @IsObject()
  businessHours: BusinessHours;
}
