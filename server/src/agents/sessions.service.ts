import { Injectable } from '@nestjs/common';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { hashToken, newToken } from './session-token.ts';
import { SessionsRepository, type ListedSession } from './sessions.repository.ts';

const DAY_MS = 86_400_000;
/** A session ends this long after sign-in, however much it is used. */
export const SESSION_DAYS = 30;
/** And this long after it was last used. */
const IDLE_DAYS = 7;
const TOUCH_MS = 60_000;
const LONGEST_USER_AGENT = 400;

/** Signed-in browsers: opening and recognising them. The realtime server asks this, so this must not ask it back. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  /** Step. @returns the cookie's value, which is stored nowhere */
  async open(tx: Tx, agentId: string, userAgent: string): Promise<string> {
    const now = this.clock.now();
    const token = newToken();
    await this.repository.deleteEnded(tx, now, this.idleSince(now));
    await this.repository.insert(
      tx,
      {
        id: newId(),
        agentId,
        tokenHash: hashToken(token),
        userAgent: userAgent.slice(0, LONGEST_USER_AGENT),
        expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY_MS),
      },
      now,
    );
    return token;
  }

  /** @returns null for a token that is unknown, ended or of a deactivated agent */
  async recognise(token: string): Promise<SignedInAgent | null> {
    const now = this.clock.now();
    const found = await this.repository.findLive(hashToken(token), now, this.idleSince(now));
    if (found === null) return null;
    if (now.getTime() - found.lastSeenAt.getTime() >= TOUCH_MS) {
      await this.uow.run((tx) => this.repository.touch(tx, found.id, now));
    }
    return { agentId: found.agentId, sessionId: found.id, role: found.role, teamIds: found.teamIds };
  }

  /** Those of these sessions that hold. Asking does not prolong any. */
  async livingAmong(sessionIds: readonly string[]): Promise<string[]> {
    const now = this.clock.now();
    return this.repository.living(sessionIds, now, this.idleSince(now));
  }

  async list(agentId: string): Promise<ListedSession[]> {
    const now = this.clock.now();
    return this.repository.listLive(agentId, now, this.idleSince(now));
  }

  private idleSince(now: Date): Date {
    return new Date(now.getTime() - IDLE_DAYS * DAY_MS);
  }
}
