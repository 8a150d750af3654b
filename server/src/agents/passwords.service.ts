import { Injectable } from '@nestjs/common';
import { AppConfig } from '../platform/config/app-config.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AgentsRepository } from './agents.repository.ts';
import { EndSessionsService } from './end-sessions.service.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { PasswordResetsRepository } from './password-resets.repository.ts';
import { assertStrongPassword } from './password-rules.ts';
import { hashToken, newToken } from './session-token.ts';
import { type Attempt, SignInLimitService } from './sign-in-limit.service.ts';

/** Long enough for a new colleague's first day, short enough for a link in a chat. */
const LINK_MS = 72 * 60 * 60_000;

/** Changing one's password, and setting it through a one-time link. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly agents: AgentsRepository,
    private readonly resets: PasswordResetsRepository,
    private readonly endSessions: EndSessionsService,
    private readonly limit: SignInLimitService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * All other sessions of the agent end.
   *
   * @throws DomainError `invalid-credentials`, `password-weak`, `too-many-requests`
   */
  async change(
    agent: SignedInAgent,
    request: { currentPassword: string; newPassword: string; ip: string },
  ): Promise<void> {
    const me = await this.agents.find(agent.agentId);
    if (me === null) throw new DomainError('unauthenticated');
    // A screen left open is not to become a place for guessing.
    const attempt = { email: me.email, ip: request.ip };
    await this.limit.inTurn(attempt, () => this.assertCurrent(request.currentPassword, attempt));
    assertStrongPassword(request.newPassword, me.email);
    const hash = await hashPassword(request.newPassword);
    const ended = await this.uow.run(async (tx) => {
      await this.agents.setPassword(tx, me.id, hash);
      return this.endSessions.endOthers(tx, me.id, agent.sessionId);
    });
    this.endSessions.closeScreens(ended);
  }

  private async assertCurrent(password: string, attempt: Attempt): Promise<void> {
    await this.limit.begin(attempt);
    const credentials = await this.agents.findCredentials(attempt.email);
    if (!(await verifyPassword(password, credentials?.passwordHash ?? null))) {
      throw new DomainError(
        'invalid-credentials',
        { field: 'currentPassword' },
        'The current password is wrong.',
      );
    }
    await this.uow.run((tx) => this.limit.succeed(tx, attempt));
  }

  /** A new link replaces an older one; the password stays until it is used. @throws DomainError `not-found`, `conflict` */
  async createLink(
    agentId: string,
    byAgentId: string,
  ): Promise<{ agentId: string; resetUrl: string; expiresAt: Date }> {
    const token = newToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LINK_MS);
    await this.uow.run(async (tx) => {
      const agent = await this.agents.lock(tx, agentId);
      if (agent === null) throw new DomainError('not-found', {}, 'There is no such agent.');
      if (agent.deactivatedAt !== null)
        throw new DomainError('conflict', {}, 'This account is deactivated; activate it first.');
      await this.resets.replace(tx, {
        id: newId(),
        agentId,
        tokenHash: hashToken(token),
        byAgentId,
        now,
        expiresAt,
      });
    });
    return { agentId, resetUrl: `${this.config.publicUrl}/reset/${token}`, expiresAt };
  }

  /** All sessions of the agent end. @throws DomainError `link-expired`, `password-weak` (the link then still works) */
  async useLink(token: string, newPassword: string): Promise<void> {
    const tokenHash = hashToken(token);
    const holder = await this.resets.findHolder(tokenHash, this.clock.now());
    if (holder === null) throw expired();
    assertStrongPassword(newPassword, holder.email);
    const hash = await hashPassword(newPassword);
    const ended = await this.uow.run(async (tx) => {
      if (!(await this.resets.consume(tx, tokenHash, this.clock.now()))) throw expired();
      await this.agents.setPassword(tx, holder.agentId, hash);
      return this.endSessions.endOthers(tx, holder.agentId, null);
    });
    this.endSessions.closeScreens(ended);
  }
}

function expired(): DomainError {
  return new DomainError(
    'link-expired',
    {},
    'This link was used already or is too old; ask an administrator for a new one.',
  );
}
