import { Injectable } from '@nestjs/common';
import type { AwayReason } from '@visavis/shared/api/schedule';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Something in which it is our turn, with somebody who is not there. */
export interface AbsentWork {
  conversationId: string;
  teamId: string;
  agentId: string;
  reason: AwayReason | null;
}

/** Of these people or conversations, of all when neither is given; in the order of ids, after one. */
export interface AbsentWorkScope {
  agentIds?: readonly string[];
  conversationIds?: readonly string[];
  afterId?: string;
  limit: number;
}

export interface SummaryRow {
  id: string;
  subject: string;
  contactName: string;
  helperName: string | null;
}

/**
 * What somebody decided knowingly: given to a person by hand after they had gone. It stays until they have been there, and
 * gone again.
 */
const GIVEN_KNOWINGLY = `c.assigned_at > a.availability_since AND EXISTS (
  SELECT FROM conversation_event e WHERE e.conversation_id = c.id AND e.at >= c.assigned_at AND e.type = 'assigned'
    AND e.actor_agent_id IS NOT NULL)`;

const ABSENT_WORK = `SELECT c.id AS "conversationId", c.team_id AS "teamId", a.id AS "agentId",
    a.availability_reason AS reason
  FROM agent a JOIN conversation c ON c.assignee_id = a.id
  WHERE a.availability IN ('away', 'off') AND c.closed_at IS NULL AND c.status IN ('new', 'open') AND NOT c.is_spam
    AND NOT (${GIVEN_KNOWINGLY})`;

const NONE = '00000000-0000-0000-0000-000000000000';

/** Reads of what people have on their desks, for handing it over. */
@Injectable()
export class KeptWorkRepository {
  constructor(private readonly database: Database) {}

  /** Of these people: those who come back. Who left for good gives away everything, not only what is our turn. */
  ofAbsent(scope: AbsentWorkScope): Promise<AbsentWork[]> {
    const { agentIds, conversationIds, afterId = NONE, limit } = scope;
    return this.database.query(
      `${ABSENT_WORK} AND c.id > $1 ${agentIds === undefined ? '' : 'AND a.id = ANY($3::uuid[]) AND a.deactivated_at IS NULL'}
       ${conversationIds === undefined ? '' : 'AND c.id = ANY($3::uuid[])'} ORDER BY c.id LIMIT $2`,
      [
        afterId,
        limit,
        ...(agentIds === undefined ? [] : [agentIds]),
        ...(conversationIds === undefined ? [] : [conversationIds]),
      ],
    );
  }

  /** Whose of these that still holds for; nobody comes back or goes until the transaction ends. */
  stillOfAbsent(tx: Tx, conversationIds: readonly string[]): Promise<AbsentWork[]> {
    return tx.query(`${ABSENT_WORK} AND c.id = ANY($1::uuid[]) ORDER BY c.id FOR SHARE OF a`, [
      conversationIds,
    ]);
  }

  summaryRows(tx: Tx, ids: readonly string[]): Promise<SummaryRow[]> {
    return tx.query(
      `SELECT c.id, coalesce(nullif(c.subject, ''), c.excerpt) AS subject, co.display_name AS "contactName",
         a.display_name AS "helperName"
       FROM conversation c JOIN contact co ON co.id = c.contact_id LEFT JOIN agent a ON a.id = c.last_helper_id
       WHERE c.id = ANY($1::uuid[])`,
      [ids],
    );
  }

  helpersOf(contactId: string): Promise<{ agentId: string; count: number }[]> {
    return this.database.query(
      `SELECT last_helper_id AS "agentId", count(*)::integer AS count FROM conversation
       WHERE contact_id = $1 AND last_helper_id IS NOT NULL GROUP BY last_helper_id`,
      [contactId],
    );
  }
}
