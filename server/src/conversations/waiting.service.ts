import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import {
  WaitingRepository,
  type AgentInTeam,
  type Line,
  type LinePlace,
  type OpenWork,
  type WaitingConversation,
} from './waiting.repository.ts';

/** What waits for somebody, and how much everybody has open; reads only. */
@Injectable()
export class WaitingService {
  constructor(private readonly repository: WaitingRepository) {}

  /** Those of these teams in which an unassigned conversation waits for us and may be placed. */
  teamsWithWaiting(teamIds: readonly string[]): Promise<string[]> {
    return teamIds.length === 0 ? Promise.resolve([]) : this.repository.teamsWithWaiting(teamIds);
  }

  /** What waits in a team, by what it asks for and what placement found out about it last. */
  linesIn(tx: Tx, teamId: string): Promise<Line[]> {
    return this.repository.lines(tx, teamId);
  }

  /** The unassigned conversations of some lines of a team, at most so many of each, the longest wait of all first. */
  waitingIn(
    tx: Tx,
    teamId: string,
    lines: readonly (Line & { after: LinePlace | null })[],
    limit: number,
  ): Promise<WaitingConversation[]> {
    return lines.length === 0 ? Promise.resolve([]) : this.repository.inLine(tx, teamId, lines, limit);
  }

  /** Those of these conversations that wait in a team and whose customer was helped by somebody before. */
  ofKnownCustomers(tx: Tx, teamId: string, ids: readonly string[]): Promise<WaitingConversation[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.repository.ofKnownCustomers(tx, teamId, ids);
  }

  /** One conversation as placement sees it, whether it waits or not; null when there is none. */
  one(conversationId: string): Promise<WaitingConversation | null> {
    return this.repository.one(conversationId);
  }

  /** Conversations that people have in teams and did not close. */
  keptIn(places: readonly AgentInTeam[], limit: number): Promise<string[]> {
    return places.length === 0 ? Promise.resolve([]) : this.repository.keptIn(places, limit);
  }

  /** Snoozed conversations whose instant has come. */
  snoozesEnded(now: Date, limit: number): Promise<string[]> {
    return this.repository.snoozesEnded(now, limit);
  }

  /** Assigned conversations in which it is our turn; inside a transaction or, without one, as of now. */
  openWork(agentIds: readonly string[], tx: Tx | null = null): Promise<OpenWork[]> {
    return agentIds.length === 0 ? Promise.resolve([]) : this.repository.openWork(tx, agentIds);
  }
}
