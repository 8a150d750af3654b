import { applyDecorators } from '@nestjs/common';
import { IsInt, Max, Min } from 'class-validator';

const LONGEST_INT = 2_147_483_647;

/** The version of a row that a caller had on screen, as an integer column of the database holds it. */
export function VersionField(): PropertyDecorator {
  return applyDecorators(IsInt(), Min(0), Max(LONGEST_INT)) as PropertyDecorator;
}
