import { Injectable } from '@nestjs/common';
import { can, type Action } from '@visavis/shared/permissions';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsRepository } from './agents.repository.ts';

/** Whose plan and skills somebody decides about: administrators everybody's, leads those of people in a team of theirs. */
@Injectable()
export class LedPeople {
  constructor(private readonly agents: AgentsRepository) {}

  /** @throws DomainError `not-found` for nobody or somebody who has left, `forbidden` */
  async assertLed(me: SignedInAgent, agentId: string, action: Action): Promise<AgentRecord> {
    const agent = await this.agents.find(agentId);
    if (agent === null || agent.deactivatedAt !== null)
      throw new DomainError('not-found', {}, 'There is no such agent.');
    const isLed = me.role === 'admin' || agent.teams.some(({ id }) => can(me, action, { teamId: id }));
    if (!isLed) throw new DomainError('forbidden', {}, 'This is for leads of a team of theirs.');
    return agent;
  }
}
