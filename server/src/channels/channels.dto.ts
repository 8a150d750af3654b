import type { CreateChannelRequest, UpdateChannelRequest } from '@visavis/shared/api/channels';
import { IsNotEmpty, IsObject, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
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
  @IsInstant()
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
