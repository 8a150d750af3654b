import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { TextField } from '../platform/http/text-field.ts';
import { LanguagesField } from './languages-field.ts';
import { SinceYearField } from './since-year-field.ts';

/** What customers may see of somebody, as the person or who manages people changes it; what is missing stays. */
export class PublicProfileDto {
  @MayBeMissing()
  @TextField({ min: 1, max: 60 })
  publicName?: string;

  @MayBeMissing()
  @TextField({ max: 40 })
  pronouns?: string;

  @SinceYearField()
  sinceYear?: number | null;

  @MayBeMissing()
  @TextField({ max: 200 })
  sentence?: string;

  @MayBeMissing()
  @TextField({ max: 200 })
  helpsWith?: string;

  @MayBeMissing()
  @LanguagesField()
  languages?: string[];
}
