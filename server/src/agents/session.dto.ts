import type {
  ApiTokenScope,
  Availability,
  ChangePasswordRequest,
  CreateApiTokenRequest,
  Locale,
  ResetPasswordRequest,
  SetupRequest,
  SignInRequest,
  Theme,
  UpdateMeRequest,
} from '@visavis/shared/api/session';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsString,
  IsUrl,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
import { WEB_ADDRESS } from '../organisation/web-address.ts';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';
import { apiTokenScopes } from './api-token-scopes.ts';
import { PublicProfileDto } from './public-profile.dto.ts';

/** Longer than any password we take, so that the rules can say so; short enough not to be hashed for nothing. */
const LONGEST_INPUT = 1_000;

export class SignInDto implements SignInRequest {
  @TextField({ min: 1, max: 320 })
  email: string;

  @IsString()
  @MaxLength(LONGEST_INPUT)
  password: string;
}

export class UpdateMeDto extends PublicProfileDto implements UpdateMeRequest {
  @MayBeMissing()
  @IsIn(['de', 'en'])
  locale?: Locale;

  @MayBeMissing()
  @IsIn(['system', 'light', 'dark'])
  theme?: Theme;

  @MayBeMissing()
  @IsBoolean()
  shortcutsEnabled?: boolean;

  @MayBeMissing()
  @IsIn(['available', 'busy', 'away', 'off'])
  availability?: Availability;
}

export class ChangePasswordDto implements ChangePasswordRequest {
  @IsString()
  @MaxLength(LONGEST_INPUT)
  currentPassword: string;

  @IsString()
  @MaxLength(LONGEST_INPUT)
  newPassword: string;
}

export class ResetPasswordDto implements ResetPasswordRequest {
  @IsString()
  @MaxLength(200)
  token: string;

  @IsString()
  @MaxLength(LONGEST_INPUT)
  newPassword: string;
}

export class CreateApiTokenDto implements CreateApiTokenRequest {
  @TextField({ min: 1, max: 80 })
  name: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsIn(apiTokenScopes, { each: true })
  scopes: ApiTokenScope[];

  @MayBeMissing()
  @IsInstant()
  expiresAt?: string;
}

export class SetupDto implements SetupRequest {
  @TextField({ min: 1, max: 100 })
  token: string;

  @TextField({ min: 1, max: 120 })
  organisationName: string;

  @TextField({ min: 1, max: 80 })
  displayName: string;

  @TextField({ min: 3, max: 254 })
  @IsEmail({ require_tld: false })
  email: string;

  @IsString()
  @MaxLength(LONGEST_INPUT)
  password: string;

  @MayBeMissing()
  @IsIn(['de', 'en'])
  locale?: Locale;

  @MayBeMissing()
  @TextField({ min: 1, max: 60 })
  timeZone?: string;

  @ValidateIf((_, value: unknown) => value !== null && value !== undefined)
  @TextField({ min: 1, max: 300 })
  @IsUrl(WEB_ADDRESS)
  publicAddress?: string | null;

  @MayBeMissing()
  @IsIn(['du', 'sie'])
  formOfAddress?: 'du' | 'sie';
}
