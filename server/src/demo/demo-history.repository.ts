import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface HistoryRows {
  contacts: { id: string; identityId: string; scope: string; externalId: string; name: string; at: Date }[];
  conversations: object[];
  messages: object[];
  clocks: object[];
}

/** Weeks of the past, with one statement for each table: played through step by step they would keep the first start waiting. */
@Injectable()
export class DemoHistoryRepository {
  async insert(tx: Tx, { contacts, conversations, messages, clocks }: HistoryRows): Promise<void> {
    const rows = JSON.stringify(contacts);
    await tx.query(
      `INSERT INTO contact (id, display_name, created_at)
       SELECT id, name, at FROM jsonb_to_recordset($1::jsonb) c(id uuid, name text, at timestamptz)`,
      [rows],
    );
    await tx.query(
      `INSERT INTO contact_identity (id, contact_id, scope, external_id, network, name, created_at)
       SELECT "identityId", id, scope, "externalId", 'webhook', name, at
       FROM jsonb_to_recordset($1::jsonb)
         c(id uuid, "identityId" uuid, scope text, "externalId" text, name text, at timestamptz)`,
      [rows],
    );
    await tx.query(
      `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status, language,
         tags, excerpt, sequence, last_customer_message_at, last_message_at, closed_at, created_at, reply_count, last_helper_id)
       SELECT id, channel_id, team_id, contact_id, root, kind, 'public', 'closed', language, tags, excerpt, sequence,
         asked_at, last_at, closed_at, begun_at, replies, helper_id
       FROM jsonb_to_recordset($1::jsonb) c(id uuid, channel_id uuid, team_id uuid, contact_id uuid, root text, kind text,
         language text, tags text[], excerpt text, sequence int, asked_at timestamptz, last_at timestamptz,
         closed_at timestamptz, begun_at timestamptz, replies int, helper_id uuid)`,
      [JSON.stringify(conversations)],
    );
    await tx.query(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, identity_id, agent_id,
         author_snapshot, check_code, signature, delivery_state, text, language, posted_at, ordered_at, received_at)
       SELECT id, conversation_id, channel_id, id::text, type, 'public', sequence, identity_id, agent_id, author, code,
         signature, CASE WHEN type = 'reply' THEN 'sent' END, text, language, at, at, at
       FROM jsonb_to_recordset($1::jsonb) m(id uuid, conversation_id uuid, channel_id uuid, type text, sequence int,
         identity_id uuid, agent_id uuid, author jsonb, code text, signature text, text text, language text, at timestamptz)`,
      [JSON.stringify(messages)],
    );
    await tx.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, calendar_name, hours, target_minutes,
         started_at, fetch_delay_ms, deadline_at, met_at, met_by_message_id, breached_at, cancelled_at, cancel_reason,
         cancelled_by, no_answer_reason)
       SELECT id, conversation_id, metric, turn, policy_id, policy_name, calendar_name, hours, target, started_at, 0,
         deadline_at, met_at, met_by, CASE WHEN met_at > deadline_at THEN deadline_at END, cancelled_at,
         CASE WHEN cancelled_at IS NOT NULL THEN 'noAnswerNeeded' END, cancelled_by,
         no_answer_reason
       FROM jsonb_to_recordset($1::jsonb) s(id uuid, conversation_id uuid, metric text, turn int, policy_id uuid,
         policy_name text, calendar_name text, hours jsonb, target float8, started_at timestamptz, deadline_at timestamptz,
         met_at timestamptz, met_by uuid, cancelled_at timestamptz, cancelled_by uuid, no_answer_reason text)`,
      [JSON.stringify(clocks)],
    );
  }
}
