import type { CreateAgentRequest, SaveTeamRequest, UpdateAgentRequest } from '@visavis/shared/api/agents';
import type { Availability, Locale } from '@visavis/shared/api/session';
import { roles, type Role } from '@visavis/shared/permissions';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';
import { LanguagesField } from './languages-field.ts';

/** One to four capital letters or digits; it follows a caret at the end of a reply. */
const MARK = /^[\p{Lu}\p{Lo}\p{N}]{1,4}$/u;

const capitals = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().replace(/^\^/, '').toLocaleUpperCase('de') : value;

export class CreateAgentDto implements CreateAgentRequest {
  @TextField({ min: 3, max: 254 })
  @IsEmail({ require_tld: false })
  email: string;

  @TextField({ min: 1, max: 80 })
  displayName: string;

  @TextField({ min: 1, max: 60 })
  publicName: string;

  @Transform(capitals)
  @Matches(MARK, { message: 'must be one to four letters or digits' })
  mark: string;

  @IsIn(roles)
  role: Role;

  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  teamIds: string[];

  @IsOptional()
  @LanguagesField()
  languages?: string[];

  @IsOptional()
  @TextField({ max: 200 })
  helpsWith?: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  capacity?: number;

  @IsOptional()
  @IsIn(['de', 'en'])
  locale?: Locale;
}

export class UpdateAgentDto implements UpdateAgentRequest {
  @IsOptional()
  @TextField({ min: 1, max: 80 })
  displayName?: string;

  @IsOptional()
  @TextField({ min: 1, max: 60 })
  publicName?: string;

  @IsOptional()
  @Transform(capitals)
  @Matches(MARK, { message: 'must be one to four letters or digits' })
  mark?: string;

  @IsOptional()
  @IsIn(roles)
  role?: Role;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  teamIds?: string[];

  @IsOptional()
  @LanguagesField()
  languages?: string[];

  @IsOptional()
  @TextField({ max: 200 })
  helpsWith?: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  capacity?: number;

  @IsOptional()
  @IsIn(['available', 'busy', 'away', 'off'])
  availability?: Availability;

  @IsOptional()
  @IsBoolean()
  deactivated?: boolean;
}

export class SaveTeamDto implements SaveTeamRequest {
  @TextField({ min: 1, max: 60 })
  name: string;

  @IsOptional()
  @IsBoolean()
  isClosed?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsUUID('all', { each: true })
  memberIds?: string[];
}

export class UpdateTeamDto implements Partial<SaveTeamRequest> {
  @IsOptional()
  @TextField({ min: 1, max: 60 })
  name?: string;

  @IsOptional()
  @IsBoolean()
  isClosed?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsUUID('all', { each: true })
  memberIds?: string[];
}
