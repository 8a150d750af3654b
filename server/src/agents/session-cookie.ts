import type { CookieOptions, Response } from 'express';
import type { AppConfig } from '../platform/config/app-config.ts';
import { SESSION_COOKIE } from './session-token.ts';
import { SESSION_DAYS } from './sessions.service.ts';

const DAY_MS = 86_400_000;

export function setSessionCookie(response: Response, token: string, config: AppConfig): void {
  response.cookie(SESSION_COOKIE, token, { ...options(config), maxAge: SESSION_DAYS * DAY_MS });
}

export function clearSessionCookie(response: Response, config: AppConfig): void {
  response.clearCookie(SESSION_COOKIE, options(config));
}

/** Lax, not Strict: whoever follows a link into the inbox is signed in there; what changes something checks the origin. */
function options(config: AppConfig): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: config.isSecure, path: '/' };
}
