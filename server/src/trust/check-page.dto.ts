import { IsString, MaxLength } from 'class-validator';

/** The form of the check page; it is posted as an ordinary form. */
export class CheckTextDto {
  @IsString()
  @MaxLength(10_000)
  text: string;
}
