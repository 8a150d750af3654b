import { registerDecorator } from 'class-validator';

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

/** Whether a string is a day that exists, such as `2026-02-28`. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value) || Number.isNaN(Date.parse(value))) return false;
  // The engine takes the 30th of February for the 2nd of March.
  return new Date(value).toISOString().startsWith(value);
}

export const IsDay = (): PropertyDecorator => (target, propertyName) => {
  registerDecorator({
    name: 'isDay',
    target: target.constructor,
    propertyName: String(propertyName),
    validator: { validate: isDay, defaultMessage: () => 'must be a day such as 2026-11-20' },
  });
};
