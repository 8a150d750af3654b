import type { AlertRuleItem, SaveAlertRuleRequest } from '@visavis/shared/api/alerts';
import { AlertRulesService } from '../../src/notifications/alert-rules.service.ts';
import type { TestApp } from '../test-app.ts';
import { conversations, type ConversationGiven } from './a-conversation.ts';

const everyWay = { inApp: true, browser: true, mail: true };

/** Every breach of every team tells its leads in every way, unless told otherwise. */
export function anAlertRule(
  app: TestApp,
  given: Partial<SaveAlertRuleRequest> = {},
  by: { role: 'agent' | 'lead' | 'admin'; teamIds: string[] } = { role: 'admin', teamIds: [] },
): Promise<AlertRuleItem> {
  const usual = { teamId: null, on: 'breach' as const, to: 'leads' as const, agentIds: [], webhookId: null };
  return app.get(AlertRulesService).create(by, { ...usual, ways: everyWay, isActive: true, ...given });
}

export interface LateClocks {
  /** Of the conversations. */
  ids: string[];
  targetIds: string[];
  facts: {
    type: 'sla.changed';
    change: 'warned' | 'breached';
    metric: 'firstResponse';
    targetId: string;
    conversationId: string;
  }[];
}

/** Conversations whose clock has warned or is late, and nobody heard of it yet: their facts are not emitted. */
export async function lateClocks(
  app: TestApp,
  count = 1,
  given: ConversationGiven = {},
  change: 'warned' | 'breached' = 'breached',
): Promise<LateClocks> {
  const ids = (await conversations(app, count, given)).map(({ id }) => id);
  const rows = await app.database.query<{ targetId: string; conversationId: string }>(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, warn_at, warned_at, breached_at)
     SELECT gen_random_uuid(), c, 'firstResponse', 1, gen_random_uuid(), 'Standard', '{}', 60, $2::timestamptz, 0,
       $2, $2, $2, CASE WHEN $3 = 'breached' THEN $2::timestamptz END
     FROM unnest($1::uuid[]) c RETURNING id AS "targetId", conversation_id AS "conversationId"`,
    [ids, app.clock.now(), change],
  );
  const facts = rows.map((row) => ({
    ...row,
    type: 'sla.changed' as const,
    change,
    metric: 'firstResponse' as const,
  }));
  return { ids, facts, targetIds: rows.map(({ targetId }) => targetId) };
}
