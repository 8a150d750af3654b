import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '@visavis/shared/api/notices';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Act, NewNotice, NewTeamNotice, NoticeCountRow, NoticeRow } from './notification.types.ts';

/** What came with a card or with the customer was assigned within this time of it. */
const TOGETHER = "interval '1 minute'";

/**
 * Notice `n` of agent `a`, and what it is about. LIMIT lets the planner know that each has its team: of a plain join it
 * expects next to nothing, and reads all conversations for a page.
 */
export const NOTICE_TABLES = `
  FROM notice n
  JOIN agent a ON a.id = n.agent_id
  LEFT JOIN conversation c ON c.id = n.conversation_id
  LEFT JOIN channel nc ON nc.id = n.channel_id
  CROSS JOIN LATERAL (
    SELECT team.* FROM team WHERE team.id = coalesce(c.team_id, nc.team_id, n.team_id) LIMIT 1) t`;

/**
 * Its reader is here and may see the conversation, as both are now: what a team has closed since is not told of. A notice
 * of several conversations names none of them. What asks for an administrator is for nobody else.
 */
export const IS_VISIBLE = `a.deactivated_at IS NULL AND (n.kind <> 'unlockAsked' OR a.role = 'admin')
  AND (n.size > 1 OR a.role = 'admin' OR NOT t.is_closed
    OR EXISTS (SELECT FROM team_member m WHERE m.team_id = t.id AND m.agent_id = a.id))`;

export const ROW_COLUMNS = `
  n.id, n.agent_id AS "agentId", n.kind, n.size, n.text, n.at, n.seen_at AS "seenAt", n.in_app AS "inApp",
  n.by_browser AS browser, c.id AS "conversationId", coalesce(c.excerpt, '') AS excerpt,
  CASE WHEN nc.id IS NOT NULL THEN json_build_object('id', nc.id, 'name', nc.name) END AS channel,
  CASE WHEN n.team_id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END AS team,
  (SELECT json_build_object('name', coalesce(i.name, co.display_name), 'avatarMediaId', i.avatar_media_id)
   FROM contact co
   LEFT JOIN LATERAL (
     SELECT ci.name, p.id AS avatar_media_id FROM contact_identity ci JOIN channel ch ON ch.id = c.channel_id
     LEFT JOIN media p ON p.id = ci.avatar_media_id AND p.state = 'ready'
     WHERE ci.contact_id = co.id
     ORDER BY ci.scope = c.channel_id::text DESC, ci.network = ch.network DESC, ci.created_at, ci.id LIMIT 1) i ON true
   WHERE co.id = c.contact_id) AS contact,
  (SELECT json_build_object('id', p.id, 'name', p.display_name, 'faceVersion', p.face_version)
   FROM agent p WHERE p.id = n.actor_agent_id) AS actor`;

/** $1 the reader, $2 and $3 the place after which to go on or null, $4 how many. */
export const LIST_STATEMENT = `
  SELECT ${ROW_COLUMNS} ${NOTICE_TABLES}
  WHERE n.agent_id = $1::uuid AND n.in_app AND ${IS_VISIBLE}
    AND ($2::timestamptz IS NULL OR (n.at, n.id) < ($2::timestamptz, $3::uuid))
  ORDER BY n.at DESC, n.id DESC LIMIT $4::int`;

/** $1 the readers. */
export const COUNT_STATEMENT = `
  SELECT n.agent_id AS "agentId", count(*)::int AS unseen,
    (count(*) FILTER (WHERE n.kind IN ('mentioned', 'askedForHelp')))::int AS "unseenMentions"
  ${NOTICE_TABLES}
  WHERE n.agent_id = ANY($1::uuid[]) AND n.seen_at IS NULL AND n.in_app AND ${IS_VISIBLE}
  GROUP BY n.agent_id`;

/** $1 the readers. Ids rise with time. */
export const NEWEST_STATEMENT = `
  SELECT newest.* FROM unnest($1::uuid[]) AS reader (id)
  CROSS JOIN LATERAL (
    SELECT ${ROW_COLUMNS} ${NOTICE_TABLES}
    WHERE n.agent_id = reader.id AND n.seen_at IS NULL AND (n.in_app OR n.by_browser) AND ${IS_VISIBLE}
    ORDER BY n.id DESC LIMIT 1) newest`;

/** $1 the instant before which they were seen, $2 how many at a time. */
export const PRUNE_STATEMENT = `
  DELETE FROM notice WHERE id IN (
    SELECT id FROM notice WHERE seen_at < $1::timestamptz ORDER BY seen_at LIMIT $2::int)
  RETURNING id`;

/** Rows of notices. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly database: Database) {}

  /**
   * What is told already is not told again: neither a fact that is heard twice, nor further news of a followed
   * conversation that its follower has not looked at, nor an assignment that came with a card or its customer.
   *
   * @returns whose notices are new
   */
  async insert(tx: Tx, notices: readonly NewNotice[]): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `INSERT INTO notice (id, agent_id, kind, conversation_id, actor_agent_id, source_id, text, at,
         in_app, by_browser, by_mail)
       SELECT r.id, r.agent_id, r.kind, r.conversation_id, r.actor, r.source_id, r.text, r.at, r.in_app, r.browser, r.mail
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
           $8::timestamptz[], $9::boolean[], $10::boolean[], $11::boolean[])
         AS r (id, agent_id, kind, conversation_id, actor, source_id, text, at, in_app, browser, mail)
       JOIN conversation c ON c.id = r.conversation_id
       WHERE NOT (r.kind = 'followed' AND EXISTS (
           SELECT FROM notice o WHERE o.agent_id = r.agent_id AND o.conversation_id = r.conversation_id
             AND o.kind = 'followed' AND o.seen_at IS NULL))
         AND NOT (r.kind = 'assigned' AND EXISTS (
           SELECT FROM notice o WHERE o.agent_id = r.agent_id AND o.conversation_id = r.conversation_id
             AND o.kind IN ('handOver', 'customerBack') AND o.at BETWEEN r.at - ${TOGETHER} AND r.at + ${TOGETHER}))
       ORDER BY r.conversation_id, r.agent_id, r.kind, r.source_id
       ON CONFLICT (agent_id, kind, source_id) DO NOTHING
       RETURNING agent_id AS "agentId"`,
      columnsOf(notices, ({ conversationId }) => conversationId),
    );
    return [...new Set(rows.map(({ agentId }) => agentId))].toSorted();
  }

  /** What is told already is not told again. @returns whose notices are new */
  async insertOfTeam(tx: Tx, notices: readonly NewTeamNotice[]): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `INSERT INTO notice (id, agent_id, kind, team_id, actor_agent_id, source_id, text, at, in_app, by_browser, by_mail)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
         $8::timestamptz[], $9::boolean[], $10::boolean[], $11::boolean[]) AS r (id, agent_id)
       ORDER BY r.agent_id
       ON CONFLICT (agent_id, kind, source_id) DO NOTHING
       RETURNING agent_id AS "agentId"`,
      columnsOf(notices, ({ teamId }) => teamId),
    );
    return rows.map(({ agentId }) => agentId);
  }

  /** Takes back assignments that were told before the card, or the customer, that came with them. */
  async supersede(
    tx: Tx,
    by: readonly { agentId: string; conversationId: string; at: Date }[],
  ): Promise<void> {
    await tx.query(
      `DELETE FROM notice o
       USING unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS r (agent_id, conversation_id, at)
       WHERE o.agent_id = r.agent_id AND o.conversation_id = r.conversation_id AND o.kind = 'assigned'
         AND o.seen_at IS NULL AND o.mailed_at IS NULL AND o.at BETWEEN r.at - ${TOGETHER} AND r.at + ${TOGETHER}`,
      [by.map((one) => one.agentId), by.map((one) => one.conversationId), by.map((one) => one.at)],
    );
  }

  list(agentId: string, after: { at: string; id: string } | null, limit: number): Promise<NoticeRow[]> {
    return this.database.query(LIST_STATEMENT, [agentId, after?.at ?? null, after?.id ?? null, limit]);
  }

  /** Who has seen everything is missing. */
  counts(agentIds: readonly string[]): Promise<NoticeCountRow[]> {
    return this.database.query(COUNT_STATEMENT, [agentIds]);
  }

  /** The newest that each has not seen. */
  newest(agentIds: readonly string[]): Promise<NoticeRow[]> {
    return this.database.query(NEWEST_STATEMENT, [agentIds]);
  }

  /** @returns whether there was one that had not been seen */
  async markSeen(
    tx: Tx,
    agentId: string,
    which: { ids: readonly string[] | null; conversationId: string | null },
    now: Date,
  ): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE notice SET seen_at = $4
       WHERE agent_id = $1 AND seen_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY($2))
         AND ($3::uuid IS NULL OR (conversation_id = $3 AND size = 1))
       RETURNING id`,
      [agentId, which.ids, which.conversationId, now],
    );
    return rows.length > 0;
  }

  /** @returns who had not seen something */
  async seeByActing(tx: Tx, acted: readonly Act[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `UPDATE notice n SET seen_at = $4
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS r (agent_id, conversation_id, at)
       WHERE n.agent_id = r.agent_id AND n.conversation_id = r.conversation_id AND n.seen_at IS NULL AND n.at <= r.at
         AND n.size = 1
       RETURNING n.agent_id AS "agentId"`,
      [
        acted.map((one) => one.agentId),
        acted.map((one) => one.conversationId),
        acted.map((one) => one.at),
        now,
      ],
    );
    return [...new Set(rows.map(({ agentId }) => agentId))];
  }

  /** Of what came to somebody in these conversations nothing is news. @returns who had not seen something */
  async seeDone(tx: Tx, conversationIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `UPDATE notice SET seen_at = $2
       WHERE conversation_id = ANY($1::uuid[]) AND seen_at IS NULL AND size = 1
         AND kind IN ('assigned', 'handOver', 'customerBack', 'slaWarning', 'slaBreach')
       RETURNING agent_id AS "agentId"`,
      [conversationIds, now],
    );
    return rows.map(({ agentId }) => agentId);
  }

  /**
   * What was asked is done, or taken back: it asks for nobody any more.
   *
   * @param agentIds whoever may have been told
   * @returns who had not seen it
   */
  async seeSource(
    tx: Tx,
    { kind, sourceId, agentIds }: { kind: NoticeKind; sourceId: string; agentIds: readonly string[] },
    now: Date,
  ): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `UPDATE notice SET seen_at = $4
       WHERE agent_id = ANY($1::uuid[]) AND kind = $2 AND source_id = $3 AND seen_at IS NULL
       RETURNING agent_id AS "agentId"`,
      [agentIds, kind, sourceId, now],
    );
    return rows.map(({ agentId }) => agentId);
  }

  /** @returns how many went */
  async prune(tx: Tx, seenBefore: Date, limit: number): Promise<number> {
    return (await tx.query(PRUNE_STATEMENT, [seenBefore, limit])).length;
  }
}

/** Notices as columns to unnest; what each is about comes fourth. */
function columnsOf<T extends Omit<NewNotice, 'conversationId'>>(
  notices: readonly T[],
  aboutOf: (notice: T) => string,
): unknown[] {
  return [
    notices.map(({ id }) => id),
    notices.map(({ agentId }) => agentId),
    notices.map(({ kind }) => kind),
    notices.map(aboutOf),
    notices.map(({ actorAgentId }) => actorAgentId),
    notices.map(({ sourceId }) => sourceId),
    notices.map(({ text }) => text),
    notices.map(({ at }) => at),
    notices.map(({ inApp }) => inApp),
    notices.map(({ browser }) => browser),
    notices.map(({ mail }) => mail),
  ];
}
