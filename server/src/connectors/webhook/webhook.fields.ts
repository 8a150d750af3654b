import { RejectedPost } from './webhook.types.ts';

export type Fields = Record<string, unknown>;

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** A NUL, or half of a surrogate pair. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field by its own name; null counts as absent, as many senders write it. */
function field(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? (fields[name] ?? undefined) : undefined;
}

/** The last part of a path names the field of the object at hand. */
const nameOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

export function optionalString(fields: Fields, path: string, limit: number): string | undefined {
  const value = field(fields, nameOf(path));
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new RejectedPost('invalid-field', `${path} must be a string.`);
  if (value.length > limit) {
    throw new RejectedPost('field-too-long', `${path} has ${value.length} characters, ${limit} are allowed.`);
  }
  return value;
}

export function requiredString(fields: Fields, path: string, limit: number): string {
  const value = optionalString(fields, path, limit);
  if (value === undefined || value.trim() === '') {
    throw new RejectedPost('missing-field', `${path} is missing or empty.`);
  }
  return value;
}

/** An id is kept as it is, so it may only hold what the database keeps as it is. An empty optional one is none. */
export function optionalId(fields: Fields, path: string): string | undefined {
  const value = optionalString(fields, path, 500);
  if (value !== undefined && UNKEEPABLE.test(value)) {
    throw new RejectedPost('invalid-field', `${path} holds characters that cannot be kept.`);
  }
  return value?.trim() === '' ? undefined : value;
}

export function requiredId(fields: Fields, path: string): string {
  const value = optionalId(fields, path);
  if (value === undefined) throw new RejectedPost('missing-field', `${path} is missing or empty.`);
  return value;
}

export function oneOf<T extends string>(fields: Fields, path: string, allowed: readonly T[]): T {
  const value = field(fields, nameOf(path));
  if (value === undefined) throw new RejectedPost('missing-field', `${path} is missing.`);
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new RejectedPost('invalid-field', `${path} must be one of ${allowed.join(', ')}.`);
  return found;
}

export function optionalInstant(fields: Fields, path: string): Date | undefined {
  const text = optionalString(fields, path, 40);
  if (text === undefined) return undefined;
  const instant = instantOf(text);
  if (!instant) {
    throw new RejectedPost(
      'invalid-field',
      `${path} must be an ISO-8601 instant with a time zone, such as 2026-11-20T14:17:00Z.`,
    );
  }
  return instant;
}

export function requiredInstant(fields: Fields, path: string): Date {
  const instant = optionalInstant(fields, path);
  if (!instant) throw new RejectedPost('missing-field', `${path} is missing.`);
  return instant;
}

function instantOf(text: string): Date | null {
  const parts = INSTANT.exec(text);
  const milliseconds = Date.parse(text.replace(',', '.'));
  if (!parts || !Number.isFinite(milliseconds)) return null;
  // `Date` turns 30 February into 2 March, and a time before 1970 is a fault of the source, not of a customer.
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= daysInMonth && milliseconds >= 0 ? new Date(milliseconds) : null;
}

export function optionalRating(fields: Fields): number | undefined {
  const value = field(fields, 'rating');
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5) return value;
  throw new RejectedPost('invalid-field', 'rating must be a whole number from 1 to 5.');
}

export function optionalFlag(fields: Fields, path: string): boolean {
  const value = field(fields, path);
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw new RejectedPost('invalid-field', `${path} must be true or false.`);
  return value;
}

/** An absolute web address, or undefined for anything else: what is only decoration never costs the post. */
export function webAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2000) return undefined;
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

export function decoration(fields: Fields, name: string): string | undefined {
  return webAddress(field(fields, name));
}

export function optionalList(fields: Fields, path: string, limit: number): unknown[] {
  const value = field(fields, path);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new RejectedPost('invalid-field', `${path} must be a list.`);
  if (value.length > limit)
    throw new RejectedPost('field-too-long', `${path} has ${value.length} entries, ${limit} are allowed.`);
  return value;
}

export function requiredFields(fields: Fields, path: string): Fields {
  const value = field(fields, path);
  if (value === undefined) throw new RejectedPost('missing-field', `${path} is missing.`);
  if (!isFields(value)) throw new RejectedPost('invalid-field', `${path} must be an object.`);
  return value;
}
