import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { VisavisRequest } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { PlaygroundCredentials } from './playground-credentials.ts';

/** The brand's own door: a bearer token, like at any network. */
@Injectable()
export class BrandTokenGuard implements CanActivate {
  constructor(private readonly credentials: PlaygroundCredentials) {}

  /** @throws DomainError `unauthenticated` */
  canActivate(context: ExecutionContext): boolean {
    const { authorization = '' } = context.switchToHttp().getRequest<VisavisRequest>().headers;
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    if (token !== undefined && this.credentials.accepts(token)) return true;
    throw new DomainError('unauthenticated', {}, 'The bearer token is not that of the brand.');
  }
}
