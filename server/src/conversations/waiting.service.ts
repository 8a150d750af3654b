import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { type AgentInTeam, WaitingRepository, type WaitingConversation } from './waiting.repository.ts';

/** What waits for somebody, and how much everybody has open; reads only. */
@Injectable()
export class WaitingService {
  constructor(private readonly repository: WaitingRepository) {}

  /** Those of these teams in which an unassigned conversation waits for us. */
  teamsWithWaiting(teamIds: readonly string[]): Promise<string[]> {
    return teamIds.length === 0 ? Promise.resolve([]) : this.repository.teamsWithWaiting(teamIds);
  }

  /** The unassigned conversations of a team in which it is our turn, the longest wait first. */
  waitingIn(tx: Tx, teamId: string, limit: number): Promise<WaitingConversation[]> {
    return this.repository.waitingIn(tx, teamId, limit);
  }

  /** Conversations that people have in teams and did not close. */
  keptIn(places: readonly AgentInTeam[], limit: number): Promise<string[]> {
    return places.length === 0 ? Promise.resolve([]) : this.repository.keptIn(places, limit);
  }

  /** Snoozed conversations whose instant has come. */
  snoozesEnded(now: Date, limit: number): Promise<string[]> {
    return this.repository.snoozesEnded(now, limit);
  }

  /** Assigned conversations in which it is our turn, by agent; inside a transaction or, without one, as of now. */
  openCounts(agentIds: readonly string[], tx: Tx | null = null): Promise<Map<string, number>> {
    return agentIds.length === 0 ? Promise.resolve(new Map()) : this.repository.openCounts(tx, agentIds);
  }
}
