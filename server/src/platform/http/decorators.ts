import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Action } from '@visavis/shared/permissions';
import type { Request } from 'express';
import type { SignedInAgent } from '../realtime/session-authenticator.ts';
import { DomainError } from './domain-error.ts';

export const IS_PUBLIC = 'visavis:public';
export const REQUIRED_ACTION = 'visavis:requires';

/** A request as guards and controllers see it. */
export interface VisavisRequest extends Request {
  /** Set by the session guard. */
  agent?: SignedInAgent;
  /** The bytes as they came; only below /api/hooks. */
  rawBody?: Buffer;
}

/** No session is needed. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(IS_PUBLIC, true), ApiSecurity({}));

/** What the signed-in agent must be allowed to do, as `shared/permissions.ts` names it. */
export const Requires = (action: Action): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_ACTION, action);

/** The signed-in agent. */
export const CurrentAgent = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedInAgent => {
    const { agent } = context.switchToHttp().getRequest<VisavisRequest>();
    if (agent === undefined) throw new DomainError('unauthenticated');
    return agent;
  },
);

/** The body as it came, for checking a signature; empty when there was none. */
export const RawBody = createParamDecorator((_data: unknown, context: ExecutionContext): Buffer => {
  return context.switchToHttp().getRequest<VisavisRequest>().rawBody ?? Buffer.alloc(0);
});
