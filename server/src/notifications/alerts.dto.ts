import {
  alertRecipients,
  alertTriggers,
  type AlertRecipients,
  type AlertTrigger,
  type SaveAlertRuleRequest,
  type SaveAlertWebhookRequest,
} from '@visavis/shared/api/alerts';
import type { NoticeWays } from '@visavis/shared/api/notices';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';
import { VersionField } from '../platform/http/version-field.ts';

const MOST_PEOPLE = 50;
const LONGEST_NAME = 80;
const LONGEST_URL = 2_000;

class AlertWaysDto implements NoticeWays {
  @IsBoolean()
  inApp: boolean;

  @IsBoolean()
  browser: boolean;

  @IsBoolean()
  mail: boolean;
}

export class SaveAlertRuleDto implements SaveAlertRuleRequest {
  @MayBeNull()
  @IsUUID('all')
  teamId: string | null;

  @IsIn(alertTriggers)
  on: AlertTrigger;

  @IsIn(alertRecipients)
  to: AlertRecipients;

  @IsArray()
  @ArrayMaxSize(MOST_PEOPLE)
  @IsUUID('all', { each: true })
  agentIds: string[];

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => AlertWaysDto)
  ways: AlertWaysDto;

  @MayBeNull()
  @IsUUID('all')
  webhookId: string | null;

  @IsBoolean()
  isActive: boolean;

  @MayBeMissing()
  @VersionField()
  version?: number;
}

export class SaveAlertWebhookDto implements SaveAlertWebhookRequest {
  @TextField({ min: 1, max: LONGEST_NAME })
  name: string;

  @TextField({ min: 1, max: LONGEST_URL })
  url: string;
}
