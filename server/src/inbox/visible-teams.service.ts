import { Injectable } from '@nestjs/common';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { VisibleTeamsRepository } from './visible-teams.repository.ts';

/** Whose conversations somebody may see. */
@Injectable()
export class VisibleTeamsService {
  constructor(private readonly repository: VisibleTeamsRepository) {}

  /** Null where nothing is kept from them, so that most reads need no condition about teams. */
  async visibleTo(agent: SignedInAgent): Promise<string[] | null> {
    if (agent.role === 'admin') return null;
    const [seen] = await this.repository.seenBy([agent.agentId]);
    return seen?.seesAll === true ? null : (seen?.visibleTeamIds ?? []);
  }
}
