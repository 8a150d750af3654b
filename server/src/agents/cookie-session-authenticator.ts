import { Injectable } from '@nestjs/common';
import { SessionAuthenticator, type SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { sessionTokenOf } from './session-token.ts';
import { SessionsService } from './sessions.service.ts';

/** Who the session cookie belongs to, for requests and sockets alike. */
@Injectable()
export class CookieSessionAuthenticator extends SessionAuthenticator {
  constructor(private readonly sessions: SessionsService) {
    super();
  }

  async authenticate(cookieHeader: string | undefined): Promise<SignedInAgent | null> {
    const token = sessionTokenOf(cookieHeader);
    return token === null ? null : this.sessions.recognise(token);
  }
}
