import type { UpdateOrganisationRequest } from '@visavis/shared/api/organisation';
import type { Locale } from '@visavis/shared/api/session';
import { IsIn, IsOptional, IsUrl, ValidateIf } from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';

const isGiven = (_: unknown, value: unknown): boolean => value !== null && value !== undefined;

export class UpdateOrganisationDto implements UpdateOrganisationRequest {
  @IsOptional()
  @TextField({ min: 1, max: 120 })
  name?: string;

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 300 })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  publicAddress?: string | null;

  @IsOptional()
  @IsIn(['de', 'en'])
  locale?: Locale;

  @IsOptional()
  @TextField({ min: 1, max: 60 })
  timeZone?: string;

  @IsOptional()
  @IsIn(['du', 'sie'])
  formOfAddress?: 'du' | 'sie';

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 60 })
  customerNumberPattern?: string | null;
}
