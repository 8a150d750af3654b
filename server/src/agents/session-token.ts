import { createHash, randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';

export const SESSION_COOKIE = 'visavis_session';

/** 256 random bits; the holder of the token is whoever it was given to. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. Plain SHA-256 suffices, because 256 random bits cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** @returns null when the header carries no session cookie */
export function sessionTokenOf(cookieHeader: string | undefined): string | null {
  if (cookieHeader === undefined) return null;
  const token = parseCookie(cookieHeader)[SESSION_COOKIE];
  return token === undefined || token === '' ? null : token;
}
