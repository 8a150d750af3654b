import { Injectable } from '@nestjs/common';
import type { ConversationKind } from '@visavis/shared/api/channels';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** What waits in a team and asks for the same, of one finding of placement. */
export interface Line {
  needs: string[];
  /** What placement found out about it last. */
  stuck: string | null;
}

/** A place in a line: what comes after it. */
export interface LinePlace {
  lastCustomerMessageAt: Date;
  id: string;
}

/** A conversation that waits for somebody to take it. */
export interface WaitingConversation extends Line, LinePlace {
  contactId: string;
  kind: ConversationKind;
  /** Who answered this contact last, in this conversation or else in any other. */
  lastHelperId: string | null;
}

/** Somebody, as far as one team is concerned. */
export interface AgentInTeam {
  agentId: string;
  teamId: string;
}

/** How much of one kind somebody has open in a team. */
export interface OpenWork extends AgentInTeam {
  kind: ConversationKind;
  count: number;
}

/** It is our turn, it is nobody's, and placement may give it to somebody: neither spam nor history. */
const WAITS = `c.assignee_id IS NULL AND c.status IN ('new', 'open') AND NOT c.is_spam AND NOT c.is_history
  AND c.closed_at IS NULL AND NOT c.do_not_route`;

export const TEAMS_WITH_WAITING = `SELECT id FROM unnest($1::uuid[]) AS team (id)
  WHERE EXISTS (SELECT FROM conversation c WHERE c.team_id = team.id AND ${WAITS}) ORDER BY id`;

export const OPEN_WORK = `
  SELECT c.assignee_id AS "agentId", c.team_id AS "teamId", c.kind, count(*)::int AS count FROM conversation c
  WHERE c.assignee_id = ANY($1::uuid[]) AND c.status IN ('new', 'open') AND NOT c.is_spam AND c.closed_at IS NULL
  GROUP BY 1, 2, 3`;

/** Those of a team `$1`, each found by the end of the one before: as many steps as there are lines. */
export const LINES = `WITH RECURSIVE line AS (
    (SELECT c.needs, coalesce(c.stuck, '') AS stuck FROM conversation c
     WHERE c.team_id = $1 AND ${WAITS} ORDER BY 1, 2 LIMIT 1)
    UNION ALL
    SELECT next.needs, next.stuck FROM line CROSS JOIN LATERAL (
      SELECT c.needs, coalesce(c.stuck, '') AS stuck FROM conversation c
      WHERE c.team_id = $1 AND ${WAITS} AND (c.needs, coalesce(c.stuck, '')) > (line.needs, line.stuck)
      ORDER BY 1, 2 LIMIT 1) next)
  SELECT needs, nullif(stuck, '') AS stuck FROM line`;

const COLUMNS = `c.id, c.needs, c.stuck, c.kind, c.contact_id AS "contactId",
  c.last_customer_message_at AS "lastCustomerMessageAt",
  coalesce(c.last_helper_id, earlier.last_helper_id) AS "lastHelperId"`;

/** Who helped the contact of conversation `c` in another one, where nobody has in this one. */
const EARLIER = `LEFT JOIN LATERAL (
    SELECT o.last_helper_id FROM conversation o
    WHERE o.contact_id = c.contact_id AND o.last_helper_id IS NOT NULL
    ORDER BY o.last_customer_message_at DESC LIMIT 1
  ) earlier ON c.last_helper_id IS NULL`;

/** The oldest `$3` of each of the lines `$2` of a team `$1`, after the place in it that is given. */
export const IN_LINE = `SELECT ${COLUMNS}
  FROM json_to_recordset($2::json) AS line(needs text[], stuck text, "afterAt" timestamptz, "afterId" uuid)
  CROSS JOIN LATERAL (
    SELECT * FROM conversation c
    WHERE c.team_id = $1 AND ${WAITS} AND c.needs = line.needs AND coalesce(c.stuck, '') = line.stuck
      AND (c.last_customer_message_at, c.id) > (line."afterAt", line."afterId")
    ORDER BY c.last_customer_message_at, c.id LIMIT $3) c
  ${EARLIER}
  ORDER BY c.last_customer_message_at, c.id`;

/** Those of the conversations `$2` that wait in a team `$1` and whose customer somebody knows. */
export const OF_KNOWN_CUSTOMERS = `SELECT ${COLUMNS} FROM conversation c ${EARLIER}
  WHERE c.id = ANY($2::uuid[]) AND c.team_id = $1 AND ${WAITS}
    AND coalesce(c.last_helper_id, earlier.last_helper_id) IS NOT NULL
  ORDER BY c.last_customer_message_at, c.id`;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Reads of what waits and of what everybody has open, for placement. */
@Injectable()
export class WaitingRepository {
  constructor(private readonly database: Database) {}

  async teamsWithWaiting(teamIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(TEAMS_WITH_WAITING, [teamIds]);
    return rows.map((row) => row.id);
  }

  lines(tx: Tx, teamId: string): Promise<Line[]> {
    return tx.query(LINES, [teamId]);
  }

  /** Whose customer has waited longest comes first. */
  inLine(
    tx: Tx,
    teamId: string,
    lines: readonly (Line & { after: LinePlace | null })[],
    limit: number,
  ): Promise<WaitingConversation[]> {
    const given = lines.map(({ needs, stuck, after }) => ({
      needs,
      stuck: stuck ?? '',
      afterAt: after?.lastCustomerMessageAt ?? '-infinity',
      afterId: after?.id ?? NOBODY,
    }));
    return tx.query(IN_LINE, [teamId, JSON.stringify(given), limit]);
  }

  /** Those of these that wait in the team and whose customer somebody knows. */
  ofKnownCustomers(tx: Tx, teamId: string, ids: readonly string[]): Promise<WaitingConversation[]> {
    return tx.query(OF_KNOWN_CUSTOMERS, [teamId, ids]);
  }

  /** The same of one that may wait or not; null when there is none. */
  async one(conversationId: string): Promise<WaitingConversation | null> {
    const [row] = await this.database.query<WaitingConversation>(
      `SELECT ${COLUMNS} FROM conversation c ${EARLIER} WHERE c.id = $1`,
      [conversationId],
    );
    return row ?? null;
  }

  /** What people have in teams and did not close. */
  async keptIn(places: readonly AgentInTeam[], limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT c.id FROM unnest($1::uuid[], $2::uuid[]) AS place (agent_id, team_id)
       JOIN conversation c ON c.assignee_id = place.agent_id AND c.team_id = place.team_id
       WHERE c.closed_at IS NULL ORDER BY c.id LIMIT $3`,
      [places.map(({ agentId }) => agentId), places.map(({ teamId }) => teamId), limit],
    );
    return rows.map((row) => row.id);
  }

  /** Snoozes that have ended, the longest ago first. */
  async snoozesEnded(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM conversation WHERE status = 'snoozed' AND snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2`,
      [now, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Conversations in which it is our turn, by who has them, where and of what kind. */
  openWork(reader: Pick<Tx, 'query'> | null, agentIds: readonly string[]): Promise<OpenWork[]> {
    return (reader ?? this.database).query(OPEN_WORK, [agentIds]);
  }
}
