import { DomainError } from './domain-error.ts';

/** The sort key of the last row of a page; opaque to callers. */
export type CursorKey = readonly (string | number | boolean | null)[];

const LONGEST = 2_000;

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * @param length how many parts the list's key has; a cursor of another list is not accepted
 * @returns null when no cursor was given
 * @throws DomainError `malformed` for anything that this product did not make
 */
export function decodeCursor(cursor: string | undefined, length: number): CursorKey | null {
  if (cursor === undefined || cursor === '') return null;
  const key = cursor.length <= LONGEST ? parse(cursor) : null;
  if (Array.isArray(key) && key.length === length && key.every(isPart)) return key;
  throw new DomainError(
    'malformed',
    { fields: [{ field: 'cursor', message: 'is not a cursor of this list' }] },
    'The cursor is not one of this list.',
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function isPart(part: unknown): boolean {
  // A NUL cannot stand in a text parameter of PostgreSQL.
  return (
    part === null ||
    typeof part === 'number' ||
    typeof part === 'boolean' ||
    (typeof part === 'string' && !part.includes('\0'))
  );
}
