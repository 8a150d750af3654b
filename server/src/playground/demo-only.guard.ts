import { Injectable, type CanActivate } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { DomainError } from '../platform/http/domain-error.ts';

/** Outside of the demonstration there is no playground, and nothing says that there could be one. */
@Injectable()
export class DemoOnlyGuard implements CanActivate {
  constructor(private readonly config: AppConfig) {}

  /** @throws DomainError `not-found` */
  canActivate(): boolean {
    if (this.config.demo) return true;
    throw new DomainError('not-found');
  }
}
