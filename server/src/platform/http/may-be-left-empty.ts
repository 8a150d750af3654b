import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { MayBeMissing } from './may-be-missing.ts';

/** A parameter of an address that a caller may leave out or leave empty, as in `?tag=&q=router`. */
export const MayBeLeftEmpty = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    MayBeMissing(),
  ) as PropertyDecorator;
