import { Injectable } from '@nestjs/common';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** A line of activity that says who had a conversation or where it stood. */
export interface StoryLine {
  conversationId: string;
  at: Date;
  type: 'opened' | 'reopened' | 'assigned' | 'statusChanged' | 'snoozed' | 'woken';
  /** Where it stood from then on; null for an assignment. */
  status: ConversationStatus | null;
  isForCustomer: boolean;
  /** Who was given it; null for everything else. */
  agentId: string | null;
  actorId: string | null;
}

/** What happened to conversations, as their activity lines have it: status and assignments in the order of time. */
@Injectable()
export class ConversationStoryRepository {
  ofConversations(tx: Tx, ids: readonly string[]): Promise<StoryLine[]> {
    return tx.query<StoryLine>(
      `SELECT conversation_id AS "conversationId", at, type,
              CASE type WHEN 'opened' THEN 'new' WHEN 'snoozed' THEN 'snoozed' WHEN 'assigned' THEN NULL
                ELSE data->>'after' END AS status,
              coalesce(data->>'for' = 'customer', false) AS "isForCustomer",
              CASE WHEN type = 'assigned' THEN data->>'agentId' END AS "agentId", actor_agent_id AS "actorId"
       FROM conversation_event
       WHERE conversation_id = ANY($1::uuid[])
         AND type IN ('opened', 'reopened', 'assigned', 'statusChanged', 'snoozed', 'woken')
       ORDER BY conversation_id, at, id`,
      [ids],
    );
  }

  async textsOf(
    tx: Tx,
    messageIds: readonly string[],
  ): Promise<Map<string, { text: string; language: string | null }>> {
    const rows = await tx.query<{ id: string; text: string; language: string | null }>(
      `SELECT id, text, language FROM message WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL`,
      [messageIds],
    );
    return new Map(rows.map(({ id, text, language }) => [id, { text, language }]));
  }
}
