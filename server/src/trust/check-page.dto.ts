import { IsString, MaxLength } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';

const LONGEST = 10_000;

/** The form of the check page; it is posted as an ordinary form. Programs may say `link` or `code` instead. */
export class CheckTextDto {
  @MayBeMissing()
  @IsString()
  @MaxLength(LONGEST)
  text?: string;

  @MayBeMissing()
  @IsString()
  @MaxLength(LONGEST)
  link?: string;

  @MayBeMissing()
  @IsString()
  @MaxLength(LONGEST)
  code?: string;
}
