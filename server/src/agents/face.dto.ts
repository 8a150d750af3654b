import { consentPurposes, publicForms, type PublicForm } from '@visavis/shared/agents/public-face';
import type { GiveConsentRequest } from '@visavis/shared/api/consent';
import type { Locale } from '@visavis/shared/api/session';
import { Transform } from 'class-transformer';
import { IsIn, IsNumber, Max, Min } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';

/** Fields of a form are text. */
const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

/** Which square of the photo is the face; all three or none. Shares of the upright picture. */
export class FaceCropDto {
  @MayBeMissing()
  @Transform(asNumber)
  @IsNumber()
  @Min(0)
  @Max(1)
  x?: number;

  @MayBeMissing()
  @Transform(asNumber)
  @IsNumber()
  @Min(0)
  @Max(1)
  y?: number;

  @MayBeMissing()
  @Transform(asNumber)
  @IsNumber()
  @Min(0.01)
  @Max(1)
  size?: number;
}

export class GiveConsentDto implements GiveConsentRequest {
  @IsIn(publicForms)
  form: PublicForm;

  @TextField({ min: 1, max: 1_000 })
  wording: string;

  @IsIn(['de', 'en'])
  locale: Locale;
}

export const isConsentPurpose = (text: string): text is (typeof consentPurposes)[number] =>
  consentPurposes.some((purpose) => purpose === text);
