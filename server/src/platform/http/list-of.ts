import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';

/**
 * A list of objects of one kind, each checked as its class says. A list inside of the list is refused: `ValidateNested`
 * alone looks through it, and an empty one would pass as an object without fields.
 */
export function ListOf(kind: () => new () => object, most: number): PropertyDecorator {
  return applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(kind),
  ) as PropertyDecorator;
}
