import type { SetUpStep, UpdateOrganisationRequest } from '@visavis/shared/api/organisation';
import type { Locale } from '@visavis/shared/api/session';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';
import { WEB_ADDRESS } from './web-address.ts';

const isGiven = (_: unknown, value: unknown): boolean => value !== null && value !== undefined;

const LONGEST_ABSENCE_MINUTES = 720;
const inLowerCase = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.toLowerCase() : value;

export class UpdateOrganisationDto implements UpdateOrganisationRequest {
  @MayBeMissing()
  @TextField({ min: 1, max: 120 })
  name?: string;

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 300 })
  @IsUrl(WEB_ADDRESS)
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

  @MayBeMissing()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z]{2,3}$/, { each: true, message: 'each value in $property must be a language such as de' })
  languages?: string[];

  @ValidateIf(isGiven)
  @Transform(inLowerCase)
  @Matches(/^#[0-9a-f]{6}$/, { message: '$property must be a colour such as #0e5a6b' })
  accentColour?: string | null;

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 500 })
  @IsUrl(WEB_ADDRESS)
  imprintUrl?: string | null;

  @ValidateIf(isGiven)
  @TextField({ min: 1, max: 500 })
  @IsUrl(WEB_ADDRESS)
  privacyUrl?: string | null;

  @ValidateIf(isGiven)
  @IsInt()
  @Min(1)
  @Max(LONGEST_ABSENCE_MINUTES)
  awayWithoutScreenMinutes?: number | null;

  @MayBeMissing()
  @IsInt()
  @Min(1)
  @Max(100)
  onTimeGoalPercent?: number;

  @ValidateIf(isGiven)
  @IsIn(['channel', 'people'])
  setUpStep?: SetUpStep | null;
}
