import { ValidateIf } from 'class-validator';

/**
 * A field that a caller may leave out. Unlike `IsOptional` it does not let null through: what is null was said, and is
 * checked like any other value.
 */
export const MayBeMissing = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);
