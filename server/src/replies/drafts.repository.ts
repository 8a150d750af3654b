import type { MessageVisibility } from '@visavis/shared/api/conversations';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface StoredDraft {
  text: string;
  visibility: MessageVisibility;
  inReplyToMessageId: string | null;
  mediaIds: string[];
  updatedAt: Date;
}

/** Whose draft, and where. */
export interface DraftKey {
  conversationId: string;
  agentId: string;
}

const DRAFT = `text, visibility, in_reply_to_message_id AS "inReplyToMessageId", media_ids AS "mediaIds",
  updated_at AS "updatedAt"`;

@Injectable()
export class DraftsRepository {
  constructor(private readonly database: Database) {}

  async find({ conversationId, agentId }: DraftKey): Promise<StoredDraft | null> {
    const [row] = await this.database.query<StoredDraft>(
      `SELECT ${DRAFT} FROM reply_draft WHERE conversation_id = $1 AND agent_id = $2`,
      [conversationId, agentId],
    );
    return row ?? null;
  }

  async save(tx: Tx, key: DraftKey, draft: StoredDraft): Promise<void> {
    await tx.query(
      `INSERT INTO reply_draft (conversation_id, agent_id, text, visibility, in_reply_to_message_id, media_ids, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (conversation_id, agent_id) DO UPDATE
       SET text = excluded.text, visibility = excluded.visibility,
           in_reply_to_message_id = excluded.in_reply_to_message_id, media_ids = excluded.media_ids,
           updated_at = excluded.updated_at`,
      valuesOf(key, draft),
    );
  }

  /** Brings a draft back, unless the agent has begun another one meanwhile. @returns the draft as it is now */
  async restore(tx: Tx, key: DraftKey, draft: StoredDraft): Promise<StoredDraft> {
    await tx.query(
      `INSERT INTO reply_draft (conversation_id, agent_id, text, visibility, in_reply_to_message_id, media_ids, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (conversation_id, agent_id) DO UPDATE
       SET text = excluded.text, visibility = excluded.visibility,
           in_reply_to_message_id = excluded.in_reply_to_message_id, media_ids = excluded.media_ids,
           updated_at = excluded.updated_at
       WHERE reply_draft.text = '' AND reply_draft.media_ids = '{}'`,
      valuesOf(key, draft),
    );
    const [row] = await tx.query<StoredDraft>(
      `SELECT ${DRAFT} FROM reply_draft WHERE conversation_id = $1 AND agent_id = $2`,
      [key.conversationId, key.agentId],
    );
    return row ?? draft;
  }

  async remove(tx: Tx, { conversationId, agentId }: DraftKey): Promise<void> {
    await tx.query('DELETE FROM reply_draft WHERE conversation_id = $1 AND agent_id = $2', [
      conversationId,
      agentId,
    ]);
  }
}

function valuesOf({ conversationId, agentId }: DraftKey, draft: StoredDraft): unknown[] {
  const { text, visibility, inReplyToMessageId, mediaIds, updatedAt } = draft;
  return [conversationId, agentId, text, visibility, inReplyToMessageId, mediaIds, updatedAt];
}
