import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type {
  AssignmentLine,
  CustomerReturn,
  Follower,
  HandOverCard,
  Reader,
  TellingConversation,
  WrittenMessage,
} from './notification.types.ts';

const READERS = `
  SELECT a.id AS "agentId", a.role, s.ways,
    ARRAY(SELECT m.team_id FROM team_member m WHERE m.agent_id = a.id) AS "teamIds"
  FROM agent a LEFT JOIN notice_settings s ON s.agent_id = a.id
  WHERE a.deactivated_at IS NULL`;

/** Reads what facts are about, each in one statement however many facts there are. Writes nothing. */
@Injectable()
export class TellingContextRepository {
  constructor(private readonly database: Database) {}

  conversations(ids: readonly string[]): Promise<TellingConversation[]> {
    return this.database.query(
      `SELECT c.id, c.team_id AS "teamId", t.is_closed AS "isTeamClosed", c.assignee_id AS "assigneeId",
         c.last_helper_id AS "lastHelperId", c.is_spam AS "isSpam", c.is_history AS "isHistory",
         c.closed_at IS NOT NULL AS "isClosed"
       FROM conversation c JOIN team t ON t.id = c.team_id WHERE c.id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** The newest line for each: a fact that is heard twice, or late, finds the same. */
  assignments(
    wanted: readonly Pick<AssignmentLine, 'conversationId' | 'agentId' | 'way'>[],
  ): Promise<AssignmentLine[]> {
    return this.database.query(
      `SELECT w.conversation_id AS "conversationId", w.agent_id AS "agentId", w.way, line.id AS "eventId", line.at
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS w (conversation_id, agent_id, way)
       JOIN LATERAL (
         SELECT e.id, e.at FROM conversation_event e
         WHERE e.conversation_id = w.conversation_id
           AND CASE w.way WHEN 'given' THEN e.type = 'assigned' AND e.data ->> 'agentId' = w.agent_id::text
             ELSE (e.type = 'assigned' AND e.data ->> 'before' = w.agent_id::text)
               OR (e.type = 'released' AND e.data ->> 'agentId' = w.agent_id::text) END
         ORDER BY e.at DESC, e.id DESC LIMIT 1) line ON true`,
      [
        wanted.map((one) => one.conversationId),
        wanted.map((one) => one.agentId),
        wanted.map((one) => one.way),
      ],
    );
  }

  /**
   * Messages of customers that brought something back. The line that says so was written with the message and by nobody,
   * and unlike the one of a snooze that ends it names the state before.
   */
  returns(messageIds: readonly string[]): Promise<CustomerReturn[]> {
    return this.database.query(
      `SELECT DISTINCT ON (m.id) m.id AS "messageId", m.conversation_id AS "conversationId", e.id AS "eventId", e.at
       FROM message m
       JOIN conversation_event e ON e.conversation_id = m.conversation_id AND e.at = m.received_at
       WHERE m.id = ANY($1::uuid[]) AND e.actor_agent_id IS NULL AND e.type IN ('reopened', 'woken', 'statusChanged')
         AND e.data ->> 'before' IN ('waiting', 'snoozed', 'closed') AND e.data ->> 'after' IN ('new', 'open')
       ORDER BY m.id, e.id`,
      [messageIds],
    );
  }

  messages(ids: readonly string[]): Promise<WrittenMessage[]> {
    return this.database.query(
      `SELECT id AS "messageId", CASE WHEN type = 'note' THEN text ELSE '' END AS text, received_at AS at
       FROM message WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  handOvers(ids: readonly string[]): Promise<HandOverCard[]> {
    return this.database.query('SELECT id, note, at FROM hand_over WHERE id = ANY($1::uuid[])', [ids]);
  }

  followers(conversationIds: readonly string[]): Promise<Follower[]> {
    return this.database.query(
      `SELECT conversation_id AS "conversationId", agent_id AS "agentId" FROM conversation_follower
       WHERE conversation_id = ANY($1::uuid[]) ORDER BY conversation_id, agent_id`,
      [conversationIds],
    );
  }

  /** Those of these people who are still here, with their choices. */
  readers(agentIds: readonly string[]): Promise<Reader[]> {
    return this.database.query(`${READERS} AND a.id = ANY($1::uuid[])`, [agentIds]);
  }

  async readerIn(tx: Tx, agentId: string): Promise<Reader[]> {
    return tx.query(`${READERS} AND a.id = $1`, [agentId]);
  }

  async administratorsIn(tx: Tx): Promise<Reader[]> {
    return tx.query(`${READERS} AND a.role = 'admin' ORDER BY a.id`);
  }
}
