import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { AgentsRepository } from './agents.repository.ts';
import { verifyPassword } from './password-hash.ts';
import { SessionsService } from './sessions.service.ts';
import { SignInLimitService } from './sign-in-limit.service.ts';

export interface SignInAttempt {
  email: string;
  password: string;
  ip: string;
  userAgent: string;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly agents: AgentsRepository,
    private readonly limit: SignInLimitService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * @returns the cookie's value
   * @throws DomainError `too-many-requests`, or `invalid-credentials` without saying which of both is wrong
   */
  async signIn(attempt: SignInAttempt): Promise<{ agentId: string; token: string }> {
    const email = attempt.email.trim().toLowerCase();
    return this.limit.inTurn({ email, ip: attempt.ip }, () => this.check({ ...attempt, email }));
  }

  private async check({
    email,
    password,
    ip,
    userAgent,
  }: SignInAttempt): Promise<{ agentId: string; token: string }> {
    await this.limit.begin({ email, ip });
    const agent = await this.agents.findCredentials(email);
    // Checked also for nobody and for the deactivated: the answer takes as long for everyone.
    const isRight = await verifyPassword(password, agent?.passwordHash ?? null);
    if (agent === null || !isRight || agent.isDeactivated) {
      throw new DomainError('invalid-credentials', {}, 'E-mail address or password is wrong.');
    }
    const token = await this.uow.run(async (tx) => {
      await this.limit.succeed(tx, { email, ip });
      return this.sessions.open(tx, agent.id, userAgent);
    });
    return { agentId: agent.id, token };
  }
}
