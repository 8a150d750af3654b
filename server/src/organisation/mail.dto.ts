import type {
  MailSecurity,
  SaveMailSettingsRequest,
  TestMailRequest,
} from '@visavis/shared/api/organisation';
import { IsEmail, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';

export class SaveMailSettingsDto implements SaveMailSettingsRequest {
  @TextField({ min: 1, max: 255 })
  host: string;

  @IsInt()
  @Min(1)
  @Max(65_535)
  port: number;

  @IsIn(['tls', 'starttls', 'none'])
  security: MailSecurity;

  @MayBeNull()
  @TextField({ min: 1, max: 200 })
  user: string | null;

  /** Not trimmed: a blank may belong to it. */
  @MayBeMissing()
  @IsString()
  @MaxLength(500)
  password?: string;

  @TextField({ min: 3, max: 254 })
  @IsEmail()
  from: string;
}

export class TestMailDto implements TestMailRequest {
  @TextField({ min: 3, max: 254 })
  @IsEmail()
  to: string;
}
