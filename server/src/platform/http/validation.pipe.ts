import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError } from './domain-error.ts';

/**
 * Checks DTOs by their class-validator marks. Unknown fields are dropped, not refused, so that a caller may be newer
 * than we are.
 */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => faultsOf(error, ''));
      const [first] = fields;
      return new DomainError(
        'malformed',
        { fields },
        first === undefined ? 'The request cannot be read.' : `${first.field}: ${first.message}`,
      );
    },
  });
}

export interface FieldFault {
  /** A path such as `posts.0.author.name`. */
  field: string;
  message: string;
}

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
}
