import type {
  OrderRoutingRulesRequest,
  SaveRoutingRuleRequest,
  TrialRequest,
} from '@visavis/shared/api/routing';
import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsInt, IsUUID, Max, Min } from 'class-validator';
import { ListOf } from '../platform/http/list-of.ts';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';
import { VersionField } from '../platform/http/version-field.ts';

/** Nobody can read a longer list. */
export const MOST_RULES = 200;
const LONGEST_NAME = 100;
const MOST_TRIED = 1_000;

export class SaveRoutingRuleDto implements SaveRoutingRuleRequest {
  @TextField({ min: 1, max: LONGEST_NAME })
  name: string;

  @MayBeMissing()
  @IsBoolean()
  isActive?: boolean;

  /** Its parts are checked by `RuleReader`, which names every fault. */
  @IsArray()
  conditions: RuleCondition[];

  @IsArray()
  actions: RuleAction[];

  @MayBeMissing()
  @VersionField()
  version?: number;
}

export class OrderRoutingRulesDto implements OrderRoutingRulesRequest {
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  ids: string[];
}

class TriedRuleDto {
  /** Of a rule that is not saved yet: any word. */
  @TextField({ min: 1, max: LONGEST_NAME })
  id: string;

  @TextField({ max: LONGEST_NAME })
  name: string;

  @IsBoolean()
  isActive: boolean;

  @IsArray()
  conditions: RuleCondition[];

  @IsArray()
  actions: RuleAction[];
}

export class TrialDto implements TrialRequest {
  @ListOf(() => TriedRuleDto, MOST_RULES)
  rules: TriedRuleDto[];

  @MayBeMissing()
  @IsInt()
  @Min(1)
  @Max(MOST_TRIED)
  limit?: number;
}
