import {
  LEAST_PURPOSE,
  MOST_PURPOSE,
  unlockHours,
  type AskUnlockRequest,
  type DecideUnlockRequest,
} from '@visavis/shared/api/unlocks';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';
import { IsDay } from './is-day.ts';

export class AskUnlockDto implements AskUnlockRequest {
  @IsUUID('all')
  teamId: string;

  @IsDay()
  from: string;

  @IsDay()
  to: string;

  @TextField({ min: LEAST_PURPOSE, max: MOST_PURPOSE })
  purpose: string;

  @IsIn(unlockHours)
  hours: number;
}

export class DecideUnlockDto implements DecideUnlockRequest {
  @IsBoolean()
  isApproved: boolean;
}
