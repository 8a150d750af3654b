import { applyDecorators } from '@nestjs/common';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';

/** The year since when somebody answers here; may be missing, null takes it back. */
export function SinceYearField(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value: unknown) => value !== undefined && value !== null),
    IsInt(),
    Min(1900),
    Max(2200),
  ) as PropertyDecorator;
}
