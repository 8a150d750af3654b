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
  IsUUID,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';
import { LanguagesField } from './languages-field.ts';
import { PublicProfileDto } from './public-profile.dto.ts';
import { RoutingField, TeamRoutingDto } from './schedule.dto.ts';

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

  @MayBeMissing()
  @LanguagesField()
  languages?: string[];

  @MayBeMissing()
  @TextField({ max: 200 })
  helpsWith?: string;

  @MayBeMissing()
  @IsInt()
  @Min(0)
  @Max(100)
  capacity?: number;

  @MayBeMissing()
  @IsIn(['de', 'en'])
  locale?: Locale;
}

export class UpdateAgentDto extends PublicProfileDto implements UpdateAgentRequest {
  @MayBeMissing()
  @TextField({ min: 1, max: 80 })
  displayName?: string;

  @MayBeMissing()
  @Transform(capitals)
  @Matches(MARK, { message: 'must be one to four letters or digits' })
  mark?: string;

  @MayBeMissing()
  @IsIn(roles)
  role?: Role;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  teamIds?: string[];

  @MayBeMissing()
  @IsInt()
  @Min(0)
  @Max(100)
  capacity?: number;

  @MayBeMissing()
  @IsIn(['available', 'busy', 'away', 'off'])
  availability?: Availability;

  @MayBeMissing()
  @IsBoolean()
  deactivated?: boolean;

  @MayBeMissing()
  @IsUUID('all')
  workTo?: string;
}

export class SaveTeamDto implements SaveTeamRequest {
  @TextField({ min: 1, max: 60 })
  name: string;

  @MayBeMissing()
  @IsBoolean()
  isClosed?: boolean;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsUUID('all', { each: true })
  memberIds?: string[];

  @MayBeMissing()
  @RoutingField()
  routing?: TeamRoutingDto;
}

export class UpdateTeamDto implements Partial<SaveTeamRequest> {
  @MayBeMissing()
  @TextField({ min: 1, max: 60 })
  name?: string;

  @MayBeMissing()
  @IsBoolean()
  isClosed?: boolean;

  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsUUID('all', { each: true })
  memberIds?: string[];

  @MayBeMissing()
  @RoutingField()
  routing?: TeamRoutingDto;
}
