import type { CreateDisplayRequest } from '@visavis/shared/api/wall';
import { IsUUID, ValidateIf } from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';

export class CreateDisplayDto implements CreateDisplayRequest {
  @TextField({ min: 1, max: 80 })
  name: string;

  @ValidateIf((_, value) => value !== null)
  @IsUUID('all')
  teamId: string | null;
}
