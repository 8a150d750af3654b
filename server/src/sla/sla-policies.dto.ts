import { applyDecorators } from '@nestjs/common';
import type { OrderSlaPoliciesRequest, SaveSlaPolicyRequest } from '@visavis/shared/api/sla';
import type {
  PolicyCondition,
  PolicyPauses,
  PolicyTargets,
  PolicyWarning,
} from '@visavis/shared/sla/match-policy';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsNumber,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';
import { VersionField } from '../platform/http/version-field.ts';

/** A target below a second or beyond ten years is a slip of the hand. */
const LEAST_MINUTES = 1 / 60;
const MOST_MINUTES = 10 * 366 * 24 * 60;
/** Nobody can read a longer list. */
export const MOST_POLICIES = 200;

const isNumber = { allowNaN: false, allowInfinity: false };

/** Open time until something is due; null promises nothing of the kind. */
const TargetMinutes = (): PropertyDecorator =>
  applyDecorators(
    MayBeNull(),
    IsNumber(isNumber),
    Min(LEAST_MINUTES),
    Max(MOST_MINUTES),
  ) as PropertyDecorator;

class PolicyTargetsDto implements PolicyTargets {
  @TargetMinutes()
  firstResponse: number | null;

  @TargetMinutes()
  nextResponse: number | null;

  @TargetMinutes()
  pickUp: number | null;

  @TargetMinutes()
  resolution: number | null;
}

class PolicyWarningDto implements PolicyWarning {
  @MayBeMissing()
  @IsNumber(isNumber)
  @Min(0)
  @Max(1)
  share?: number;

  @MayBeMissing()
  @IsNumber(isNumber)
  @Min(0)
  @Max(MOST_MINUTES)
  minutes?: number;
}

class PolicyPausesDto implements PolicyPauses {
  @IsBoolean()
  waitingForCustomer: boolean;

  @IsBoolean()
  snoozedForCustomer: boolean;
}

export class SaveSlaPolicyDto implements SaveSlaPolicyRequest {
  @TextField({ min: 1, max: 100 })
  name: string;

  @IsBoolean()
  isActive: boolean;

  /** Its parts are checked by `PolicyReader`, which names every fault. */
  @IsArray()
  conditions: PolicyCondition[];

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyTargetsDto)
  targets: PolicyTargetsDto;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyWarningDto)
  warn: PolicyWarningDto;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyPausesDto)
  pauses: PolicyPausesDto;

  @MayBeMissing()
  @VersionField()
  version?: number;
}

export class OrderSlaPoliciesDto implements OrderSlaPoliciesRequest {
  @IsArray()
  @ArrayMaxSize(MOST_POLICIES)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  ids: string[];
}
