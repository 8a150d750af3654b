import type { UpdateMediaRequest } from '@visavis/shared/api/media';
import { IsIn } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';

/** Networks take between 420 and 2,000 characters; the channel's own limit is checked with the reply. */
const LONGEST_ALT = 2_000;

export class UploadMediaDto {
  @MayBeMissing()
  @TextField({ max: LONGEST_ALT })
  alt?: string;
}

export class UpdateMediaDto implements UpdateMediaRequest {
  @TextField({ max: LONGEST_ALT })
  alt: string;
}

export class ReadMediaDto {
  @MayBeMissing()
  @IsIn(['original', 'preview'])
  variant?: 'original' | 'preview';
}

export class LogoVersionDto {
  @MayBeMissing()
  @TextField({ max: 100 })
  v?: string;
}
