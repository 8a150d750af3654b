import type { ConversationKind } from '@visavis/shared/api/channels';
import type {
  AbsenceKind,
  AbsencesQuery,
  AgentLanguage,
  AgentSkill,
  AwayReason,
  CopyShiftsRequest,
  SaveAbsenceRequest,
  SaveAgentSkillsRequest,
  SaveShiftRequest,
  SaveSkillRequest,
  SetAvailabilityRequest,
  ShiftsQuery,
  SkillLevel,
  TeamRouting,
} from '@visavis/shared/api/schedule';
import type { Availability } from '@visavis/shared/api/session';
import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
import { ListOf } from '../platform/http/list-of.ts';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';

const availabilities = ['available', 'busy', 'away', 'off'];
/** What people say themselves; the others follow from plan and screens. */
const reasonsByHand = ['break', 'meeting', 'training', 'leave', 'sick', 'other'];
const absenceKinds = ['leave', 'sick', 'training', 'other'];
const levels = [1, 2, 3];
const WEEK_MINUTES = 10_080;

/** Null is an answer; a field that is missing is none. */
const UnlessNull = (): PropertyDecorator =>
  ValidateIf((_, value: unknown) => value !== undefined && value !== null);

export class SetAvailabilityDto implements SetAvailabilityRequest {
  @IsIn(availabilities)
  availability: Availability;

  @UnlessNull()
  @IsIn(reasonsByHand)
  reason?: AwayReason | null;

  @UnlessNull()
  @IsInstant()
  returnsAt?: string | null;
}

export class SaveSkillDto implements SaveSkillRequest {
  @TextField({ min: 1, max: 60 })
  name: string;

  @MayBeMissing()
  @TextField({ max: 200 })
  description?: string;
}

export class UpdateSkillDto implements Partial<SaveSkillRequest> {
  @MayBeMissing()
  @TextField({ min: 1, max: 60 })
  name?: string;

  @MayBeMissing()
  @TextField({ max: 200 })
  description?: string;
}

export class AgentSkillDto implements AgentSkill {
  @IsUUID('all')
  skillId: string;

  @IsIn(levels)
  level: SkillLevel;
}

export class AgentLanguageDto implements AgentLanguage {
  @Matches(/^[a-z]{2,3}$/)
  language: string;

  @IsIn(levels)
  level: SkillLevel;
}

export class SaveAgentSkillsDto implements SaveAgentSkillsRequest {
  @ListOf(() => AgentSkillDto, 500)
  skills: AgentSkillDto[];

  @ListOf(() => AgentLanguageDto, 20)
  languages: AgentLanguageDto[];
}

export class SpanQueryDto implements AbsencesQuery {
  @IsInstant()
  from: string;

  @IsInstant()
  to: string;
}

export class ShiftsQueryDto extends SpanQueryDto implements ShiftsQuery {
  @MayBeMissing()
  @IsUUID('all')
  teamId?: string;
}

export class SaveShiftDto implements SaveShiftRequest {
  @IsUUID('all')
  agentId: string;

  @IsUUID('all')
  teamId: string;

  @IsInstant()
  startsAt: string;

  @IsInstant()
  endsAt: string;

  @MayBeMissing()
  @TextField({ max: 120 })
  note?: string;
}

export class UpdateShiftDto implements Partial<SaveShiftRequest> {
  @MayBeMissing()
  @IsUUID('all')
  agentId?: string;

  @MayBeMissing()
  @IsUUID('all')
  teamId?: string;

  @MayBeMissing()
  @IsInstant()
  startsAt?: string;

  @MayBeMissing()
  @IsInstant()
  endsAt?: string;

  @MayBeMissing()
  @TextField({ max: 120 })
  note?: string;
}

export class CopyShiftsDto extends SpanQueryDto implements CopyShiftsRequest {
  @IsUUID('all')
  teamId: string;

  @IsInt()
  @Min(1)
  @Max(100)
  days: number;
}

export class SaveAbsenceDto implements SaveAbsenceRequest {
  @IsUUID('all')
  agentId: string;

  @IsIn(absenceKinds)
  kind: AbsenceKind;

  @IsInstant()
  startsAt: string;

  @IsInstant()
  endsAt: string;

  @MayBeNull()
  @IsUUID('all')
  standInAgentId: string | null;
}

export class UpdateAbsenceDto implements Partial<SaveAbsenceRequest> {
  @MayBeMissing()
  @IsIn(absenceKinds)
  kind?: AbsenceKind;

  @MayBeMissing()
  @IsInstant()
  startsAt?: string;

  @MayBeMissing()
  @IsInstant()
  endsAt?: string;

  @UnlessNull()
  @IsUUID('all')
  standInAgentId?: string | null;
}

const Weight = (): PropertyDecorator =>
  applyDecorators(IsNumber({ maxDecimalPlaces: 2 }), Min(0.5), Max(5)) as PropertyDecorator;

export class WeightsDto implements Record<ConversationKind, number> {
  @Weight()
  mention: number;

  @Weight()
  comment: number;

  @Weight()
  review: number;

  @Weight()
  message: number;
}

/** Refuses null and lists, which a nested object alone would let through. */
export function RoutingField(): PropertyDecorator {
  return applyDecorators(
    IsObject(),
    ValidateNested(),
    Type(() => TeamRoutingDto),
  ) as PropertyDecorator;
}

export class TeamRoutingDto implements TeamRouting {
  @IsObject()
  @ValidateNested()
  @Type(() => WeightsDto)
  weights: WeightsDto;

  @IsInt()
  @Min(0)
  @Max(WEEK_MINUTES)
  sameFaceWaitMinutes: number;

  @MayBeNull()
  @IsInt()
  @Min(1)
  @Max(WEEK_MINUTES)
  pickUpMinutes: number | null;
}
