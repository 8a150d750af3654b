import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { ACTIVITY_COLUMNS, ITEM_COLUMNS, ITEM_TABLES, personOf } from './conversation-items.repository.ts';
import type { DetailRow } from './inbox.types.ts';

const MOST_HISTORY = 20;

/** Everything around the messages of one conversation, in one statement. */
@Injectable()
export class ConversationDetailRepository {
  constructor(private readonly database: Database) {}

  /** @param teamIds whose conversations may stand in the history; null for all */
  async find(id: string, agentId: string, teamIds: readonly string[] | null): Promise<DetailRow | null> {
    const [row] = await this.database.query<DetailRow>(
      `SELECT ${ITEM_COLUMNS}, ${ACTIVITY_COLUMNS}, ${AROUND}
       FROM conversation c ${ITEM_TABLES}
       LEFT JOIN reply_draft d ON d.conversation_id = c.id AND d.agent_id = $2
       WHERE c.id = $1`,
      [id, agentId, teamIds, MOST_HISTORY],
    );
    return row ?? null;
  }
}

/** The contact first, then the others in the order in which they joined. */
const PARTICIPANTS = `
  SELECT json_agg(json_build_object('isContact', w.contact_id = c.contact_id, 'isMuted', pc.muted_at IS NOT NULL,
    'contact', json_build_object('id', w.contact_id, 'name', w.name, 'handle', w.handle, 'avatarMediaId', p.id))
    ORDER BY w.contact_id <> c.contact_id, w.joined_at, w.contact_id)
  FROM (
    SELECT DISTINCT ON (ci.contact_id) ci.contact_id, ci.name, ci.handle, ci.avatar_media_id,
      min(m.ordered_at) OVER (PARTITION BY ci.contact_id) AS joined_at
    FROM message m JOIN contact_identity ci ON ci.id = m.identity_id
    WHERE m.conversation_id = c.id AND NOT m.is_own
    ORDER BY ci.contact_id, m.ordered_at DESC) w
  JOIN contact pc ON pc.id = w.contact_id
  LEFT JOIN media p ON p.id = w.avatar_media_id AND p.state = 'ready'`;

const HISTORY = `
  SELECT json_agg(json_build_object('id', h.id, 'subject', h.subject, 'status', h.status,
    'lastCustomerMessageAt', h.last_customer_message_at,
    'helper', ${personOf('h.last_helper_id')})
    ORDER BY h.last_customer_message_at DESC, h.id DESC)
  FROM (
    SELECT o.id, o.subject, o.excerpt, o.status, o.last_customer_message_at, o.last_helper_id FROM conversation o
    WHERE o.contact_id = c.contact_id AND o.id <> c.id AND ($3::uuid[] IS NULL OR o.team_id = ANY($3::uuid[]))
    ORDER BY o.last_customer_message_at DESC, o.id DESC LIMIT $4) h`;

const IDENTITIES = `
  SELECT json_agg(json_build_object('network', ci.network, 'handle', ci.handle, 'name', ci.name,
    'profileUrl', ci.profile_url) ORDER BY ci.created_at, ci.id)
  FROM contact_identity ci WHERE ci.contact_id = c.contact_id`;

const AROUND = `
  coalesce((${PARTICIPANTS}), '[]') AS participants,
  coalesce((${HISTORY}), '[]') AS history,
  coalesce((${IDENTITIES}), '[]') AS identities,
  EXISTS (SELECT FROM conversation_follower f WHERE f.conversation_id = c.id AND f.agent_id = $2) AS "isFollowed",
  ch.text_limit AS "textLimit", ch.measure, ch.health_state AS "healthState",
  CASE WHEN d.agent_id IS NOT NULL THEN json_build_object('text', d.text, 'visibility', d.visibility,
    'inReplyToMessageId', d.in_reply_to_message_id, 'mediaIds', d.media_ids, 'updatedAt', d.updated_at) END AS draft`;
