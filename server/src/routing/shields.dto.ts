import type { ShieldRequest } from '@visavis/shared/api/routing';
import { IsUUID } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';

const LONGEST_REASON = 500;

export class ShieldDto implements ShieldRequest {
  @MayBeMissing()
  @IsUUID('all')
  agentId?: string;

  @MayBeMissing()
  @TextField({ max: LONGEST_REASON })
  reason?: string;
}

export class WhoseShieldDto {
  @MayBeMissing()
  @IsUUID('all')
  agentId?: string;
}
