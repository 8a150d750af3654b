import type { CreateChannelRequest, UpdateChannelRequest } from '@visavis/shared/api/channels';
import { IsISO8601, IsNotEmpty, IsObject, IsString, IsUUID, MaxLength } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';

export class CreateChannelDto implements CreateChannelRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  network: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @MayBeMissing()
  @IsUUID()
  teamId?: string;

  @MayBeMissing()
  @IsISO8601({ strict: true })
  since?: string;

  @IsObject()
  settings: Record<string, string>;
}

export class UpdateChannelDto implements UpdateChannelRequest {
  @MayBeMissing()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @MayBeMissing()
  @IsUUID()
  teamId?: string;

  /** Only the fields that change; a secret that is left out stays. */
  @MayBeMissing()
  @IsObject()
  settings?: Record<string, string>;
}
