import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { HandOver, HandOverCard } from './hand-over.types.ts';

const COLUMNS = `h.id, h.conversation_id AS "conversationId", h.from_agent_id AS "fromAgentId",
  h.to_agent_id AS "toAgentId", h.from_team_id AS "fromTeamId", h.to_team_id AS "toTeamId", h.cause, h.note,
  h.is_announced AS "isAnnounced", h.by_agent_id AS "byAgentId", h.at, h.answered_at AS "answeredAt"`;

const CARD = `SELECT ${COLUMNS}, t.name AS "teamName", c.assignee_id AS "assigneeId", c.language
  FROM hand_over h JOIN team t ON t.id = h.to_team_id JOIN conversation c ON c.id = h.conversation_id`;

/** Of one conversation: more than anybody reads. */
const MOST_SHOWN = 50;

/** Rows of `hand_over`. */
@Injectable()
export class HandOversRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, rows: readonly HandOver[]): Promise<void> {
    await tx.query(
      `INSERT INTO hand_over (id, conversation_id, from_agent_id, to_agent_id, from_team_id, to_team_id, cause, note,
         is_announced, by_agent_id, at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
         $8::text[], $9::boolean[], $10::uuid[], $11::timestamptz[])`,
      [
        rows.map((row) => row.id),
        rows.map((row) => row.conversationId),
        rows.map((row) => row.fromAgentId),
        rows.map((row) => row.toAgentId),
        rows.map((row) => row.fromTeamId),
        rows.map((row) => row.toTeamId),
        rows.map((row) => row.cause),
        rows.map((row) => row.note),
        rows.map((row) => row.isAnnounced),
        rows.map((row) => row.byAgentId),
        rows.map((row) => row.at),
      ],
    );
  }

  /** The newest of each conversation, those of one in their order. */
  ofConversations(conversationIds: readonly string[]): Promise<HandOverCard[]> {
    return this.database.query(
      `SELECT card.* FROM unnest($1::uuid[]) AS wanted (id)
       CROSS JOIN LATERAL (${CARD} WHERE h.conversation_id = wanted.id ORDER BY h.at DESC, h.id DESC LIMIT ${MOST_SHOWN}) card
       ORDER BY card.at DESC, card.id DESC`,
      [conversationIds],
    );
  }

  byIds(ids: readonly string[]): Promise<HandOverCard[]> {
    return this.database.query(`${CARD} WHERE h.id = ANY($1::uuid[]) ORDER BY h.at DESC, h.id DESC`, [ids]);
  }

  /** What somebody was given in teams that they may see, the newest first, after a place in that list. */
  givenTo(
    agentId: string,
    teamIds: readonly string[] | null,
    page: { after: { at: string; id: string } | null; limit: number },
  ): Promise<HandOverCard[]> {
    return this.database.query(
      `${CARD} WHERE h.to_agent_id = $1 AND ($2::uuid[] IS NULL OR c.team_id = ANY($2::uuid[]))
         AND ($3::timestamptz IS NULL OR (h.at, h.id) < ($3, $4::uuid))
       ORDER BY h.at DESC, h.id DESC LIMIT $5`,
      [agentId, teamIds, page.after?.at ?? null, page.after?.id ?? null, page.limit],
    );
  }

  /** Made by this person, with the last of each conversation only; locked. */
  lockLast(tx: Tx, ids: readonly string[], byAgentId: string): Promise<HandOver[]> {
    return tx.query(
      `SELECT ${COLUMNS} FROM hand_over h
       WHERE h.id = ANY($1::uuid[]) AND h.by_agent_id = $2
         AND NOT EXISTS (SELECT FROM hand_over later
                         WHERE later.conversation_id = h.conversation_id AND (later.at, later.id) > (h.at, h.id))
       ORDER BY h.id FOR UPDATE OF h`,
      [ids, byAgentId],
    );
  }

  /** The conversations of these hand-overs, to be locked before them. */
  async conversationsOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT conversation_id AS id FROM hand_over WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM hand_over WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /**
   * Somebody other than who handed it over has answered the customer. @returns the conversations of which that is news
   */
  async answer(
    tx: Tx,
    rows: readonly { conversationId: string; agentId: string; at: Date }[],
  ): Promise<string[]> {
    const answered = await tx.query<{ id: string }>(
      `UPDATE hand_over h SET answered_at = greatest(r.at, h.at)
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS r (conversation_id, agent_id, at)
       WHERE h.conversation_id = r.conversation_id AND h.answered_at IS NULL
         AND h.from_agent_id IS DISTINCT FROM r.agent_id AND (h.to_agent_id IS NULL OR h.to_agent_id = r.agent_id
           OR NOT EXISTS (SELECT FROM conversation c WHERE c.id = h.conversation_id AND c.assignee_id = h.to_agent_id))
       RETURNING h.conversation_id AS id`,
      [rows.map((row) => row.conversationId), rows.map((row) => row.agentId), rows.map((row) => row.at)],
    );
    return [...new Set(answered.map(({ id }) => id))];
  }
}
