import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** The team a conversation is in, as far as it decides who may see it. */
export interface SeenIn {
  id: string;
  teamId: string;
  isTeamClosed: boolean;
}

@Injectable()
export class PresenceRepository {
  constructor(private readonly database: Database) {}

  /** What was erased is missing. */
  async teamsOf(conversationIds: readonly string[]): Promise<SeenIn[]> {
    if (conversationIds.length === 0) return [];
    return this.database.query(
      `SELECT c.id, c.team_id AS "teamId", t.is_closed AS "isTeamClosed"
       FROM conversation c JOIN team t ON t.id = c.team_id WHERE c.id = ANY($1::uuid[])`,
      [conversationIds],
    );
  }
}
