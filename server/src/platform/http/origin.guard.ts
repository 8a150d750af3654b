import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppConfig } from '../config/app-config.ts';
import type { VisavisRequest } from './decorators.ts';
import { DomainError } from './domain-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whatever changes something must come from a page of our own, since browsers attach the session cookie to requests of
 * any page. Exempt is what no cookie authorises: hooks are signed, the check page is public, a bearer token is
 * attached by hand.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(private readonly config: AppConfig) {}

  /** @throws DomainError `origin-refused` */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<VisavisRequest>();
    if (SAFE_METHODS.has(request.method)) return true;
    if (request.headers.origin === this.config.publicUrl) return true;
    if (isExempt(request)) return true;
    throw new DomainError('origin-refused', {}, `The Origin header must be ${this.config.publicUrl}.`);
  }
}

function isExempt(request: VisavisRequest): boolean {
  if (/^\/api\/hooks(\/|$)/.test(request.path)) return true;
  if (request.method === 'POST' && /^\/c\/?$/.test(request.path)) return true;
  // With a bearer token the session guard never looks at the cookie.
  return /^Bearer\s+\S/i.test(request.headers.authorization ?? '');
}
