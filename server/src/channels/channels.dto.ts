import type { CreateChannelRequest, UpdateChannelRequest } from '@visavis/shared/api/channels';
import { IsISO8601, IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

export class CreateChannelDto implements CreateChannelRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  network: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  since?: string;

  @IsObject()
  settings: Record<string, string>;
}

export class UpdateChannelDto implements UpdateChannelRequest {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @IsOptional()
  @IsUUID()
  teamId?: string;

  /** Only the fields that change; a secret that is left out stays. */
  @IsOptional()
  @IsObject()
  settings?: Record<string, string>;
}
