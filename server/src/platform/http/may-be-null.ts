import { ValidateIf } from 'class-validator';

/** A field for which a caller may say null, but which must not be missing. */
export const MayBeNull = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== null);
