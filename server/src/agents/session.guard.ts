import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { can, type Action } from '@visavis/shared/permissions';
import { IS_PUBLIC, REQUIRED_ACTION, type VisavisRequest } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { SessionAuthenticator } from '../platform/realtime/session-authenticator.ts';
import { isWithinScopes } from './api-token-scopes.ts';
import { ApiTokensService } from './api-tokens.service.ts';

const BEARER = /^Bearer\s+(\S+)\s*$/i;

/** Who calls, and whether they may: one place for every route. A route that says nothing is closed to everybody. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionAuthenticator,
    private readonly tokens: ApiTokensService,
  ) {}

  /** @throws DomainError `unauthenticated`, `scope-missing`, `forbidden` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, marked) === true) return true;
    const action = this.reflector.getAllAndOverride<Action | undefined>(REQUIRED_ACTION, marked);
    const request = context.switchToHttp().getRequest<VisavisRequest>();
    if (request.headers.authorization === undefined) await this.admitSession(request, action);
    else await this.admitToken(request, action);
    return true;
  }

  private async admitSession(request: VisavisRequest, action: Action | undefined): Promise<void> {
    const agent = await this.sessions.authenticate(request.headers.cookie);
    if (agent === null) throw new DomainError('unauthenticated', {}, 'Sign in first.');
    if (action === undefined || !can(agent, action)) throw new DomainError('forbidden', { action });
    request.agent = agent;
  }

  private async admitToken(request: VisavisRequest, action: Action | undefined): Promise<void> {
    const given = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const token = given === undefined ? null : await this.tokens.recognise(given);
    if (token === null)
      throw new DomainError('unauthenticated', {}, 'The API token is unknown, expired or revoked.');
    if (action === undefined || !isWithinScopes(token.scopes, action))
      throw new DomainError('scope-missing', { action });
    if (!can(token, action)) throw new DomainError('forbidden', { action });
    request.agent = token;
  }
}
