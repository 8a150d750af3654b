import { registerDecorator, type ValidationOptions } from 'class-validator';

const INSTANT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a string is an ISO-8601 instant: a date that exists, a time, and a zone or `Z`. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const date = INSTANT.exec(value)?.[1];
  if (date === undefined || Number.isNaN(Date.parse(value))) return false;
  // The engine takes the 30th of February for the 2nd of March.
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** An ISO-8601 instant in a DTO. Without a zone it could mean any of two dozen moments, so that is refused. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator => {
  return (target, propertyName) => {
    registerDecorator({
      name: 'isInstant',
      target: target.constructor,
      propertyName: String(propertyName),
      ...(options === undefined ? {} : { options }),
      validator: {
        validate: isInstant,
        defaultMessage: () => 'must be an instant such as 2026-11-20T14:17:00Z',
      },
    });
  };
};
