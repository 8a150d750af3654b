import type { Locale } from '@visavis/shared/api/session';
import { IsIn } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';

export class AnnexQueryDto {
  @MayBeMissing()
  @IsIn(['de', 'en'])
  locale?: Locale;
}
