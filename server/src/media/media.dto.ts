import type { UpdateMediaRequest } from '@visavis/shared/api/media';
import { IsIn, IsOptional } from 'class-validator';
import { TextField } from '../platform/http/text-field.ts';

/** Networks take between 420 and 2,000 characters; the channel's own limit is checked with the reply. */
const LONGEST_ALT = 2_000;

export class UploadMediaDto {
  @IsOptional()
  @TextField({ max: LONGEST_ALT })
  alt?: string;
}

export class UpdateMediaDto implements UpdateMediaRequest {
  @TextField({ max: LONGEST_ALT })
  alt: string;
}

export class ReadMediaDto {
  @IsOptional()
  @IsIn(['original', 'preview'])
  variant?: 'original' | 'preview';
}
