import type { CreateDisplayRequest } from '@visavis/shared/api/wall';
import { IsUUID } from 'class-validator';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';

export class CreateDisplayDto implements CreateDisplayRequest {
  @TextField({ min: 1, max: 80 })
  name: string;

  @MayBeNull()
  @IsUUID('all')
  teamId: string | null;
}
