import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, Matches } from 'class-validator';

/** BCP 47 tags of languages that a person answers in, for example `de`, `pt-BR`, `gsg` (German sign language). */
export function LanguagesField(): PropertyDecorator {
  return applyDecorators(
    IsArray(),
    ArrayMaxSize(20),
    Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { each: true }),
  ) as PropertyDecorator;
}
