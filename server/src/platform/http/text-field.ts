import { applyDecorators } from '@nestjs/common';
import { storableText } from '@visavis/shared/text/storable-text';
import { Transform } from 'class-transformer';
import { IsString, Length } from 'class-validator';

/**
 * A line or paragraph of text in a DTO: a string that the database can keep, without blanks around it, of a length in
 * UTF-16 units counted after that.
 */
export function TextField({ min = 0, max }: { min?: number; max: number }): PropertyDecorator {
  const clean = ({ value }: { value: unknown }): unknown =>
    typeof value === 'string' ? storableText(value).trim() : value;
  return applyDecorators(Transform(clean), IsString(), Length(min, max)) as PropertyDecorator;
}
