import type { UpdateOrganisationRequest } from '@visavis/shared/api/organisation';
import type { Locale } from '@visavis/shared/api/session';
import { IsIn, IsUrl, ValidateIf } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';

const isGiven = (_: unknown, value: unknown): boolean => value !== null && value !== undefined;

export class UpdateOrganisationDto implements UpdateOrganisationRequest {
  @MayBeMissing()
  @TextField({ min: 1, max: 120 })
  name?: string;

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 300 })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  publicAddress?: string | null;

  @MayBeMissing()
  @IsIn(['de', 'en'])
  locale?: Locale;

  @MayBeMissing()
  @TextField({ min: 1, max: 60 })
  timeZone?: string;

  @MayBeMissing()
  @IsIn(['du', 'sie'])
  formOfAddress?: 'du' | 'sie';

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 60 })
  customerNumberPattern?: string | null;
}
