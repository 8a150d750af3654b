import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { CountRow, MentionCountRow } from './inbox.types.ts';

/**
 * What is not closed and no spam, grouped as finely as any number on screen needs. One partial index holds all of it, in
 * the order of the groups.
 */
export const COUNTS_STATEMENT = `
  SELECT c.team_id AS "teamId", c.channel_id AS "channelId", c.assignee_id AS "assigneeId", c.status,
    count(*)::int AS count,
    (count(*) FILTER (WHERE c.due_met_at IS NULL AND least(c.due_warn_at, c.due_at) <= $1::timestamptz))::int
      AS "dueCount"
  FROM conversation c WHERE c.closed_at IS NULL AND NOT c.is_spam
  GROUP BY c.team_id, c.channel_id, c.assignee_id, c.status`;

const MENTIONS_STATEMENT = `
  SELECT seen."agentId", c.team_id AS "teamId", count(*)::int AS count,
    (count(*) FILTER (WHERE c.status IN ('new', 'open')))::int AS "activeCount"
  FROM (
    SELECT DISTINCT mm.agent_id AS "agentId", m.conversation_id
    FROM message_mention mm JOIN message m ON m.id = mm.message_id
    WHERE mm.agent_id = ANY($1::uuid[]) AND mm.seen_at IS NULL) seen
  JOIN conversation c ON c.id = seen.conversation_id
  WHERE c.closed_at IS NULL AND NOT c.is_spam
  GROUP BY 1, 2`;

/** The numbers beside views, for however many agents, in two statements. */
@Injectable()
export class CountsRepository {
  constructor(private readonly database: Database) {}

  groups(now: Date): Promise<CountRow[]> {
    return this.database.query(COUNTS_STATEMENT, [now]);
  }

  mentions(agentIds: readonly string[]): Promise<MentionCountRow[]> {
    return this.database.query(MENTIONS_STATEMENT, [agentIds]);
  }
}
