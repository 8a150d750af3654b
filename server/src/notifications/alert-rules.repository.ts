import { Injectable } from '@nestjs/common';
import type { SaveAlertRuleRequest } from '@visavis/shared/api/alerts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { AlertRuleRow } from './alerts.types.ts';

const ROW = `
  SELECT r.id, r.team_id AS "teamId", t.name AS "teamName", r.trigger AS "on", r.recipients AS "to",
    r.agent_ids AS "agentIds",
    json_build_object('inApp', r.in_app, 'browser', r.by_browser, 'mail', r.by_mail) AS ways,
    r.webhook_id AS "webhookId", w.name AS "webhookName", r.is_active AS "isActive", r.version
  FROM alert_rule r LEFT JOIN team t ON t.id = r.team_id LEFT JOIN alert_webhook w ON w.id = r.webhook_id`;

type Content = Omit<SaveAlertRuleRequest, 'version'>;

/** Rows of alert rules. */
@Injectable()
export class AlertRulesRepository {
  constructor(private readonly database: Database) {}

  /** Those for every team first, then by team; what warns before what is late, channels last. */
  all(): Promise<AlertRuleRow[]> {
    return this.database.query(
      `${ROW} ORDER BY r.team_id IS NOT NULL, lower(t.name), array_position(ARRAY['warning', 'breach', 'channelDown'], r.trigger), r.id`,
    );
  }

  async find(id: string): Promise<AlertRuleRow | null> {
    const [row] = await this.database.query<AlertRuleRow>(`${ROW} WHERE r.id = $1`, [id]);
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<Pick<AlertRuleRow, 'teamId' | 'version'> | null> {
    const [row] = await tx.query<Pick<AlertRuleRow, 'teamId' | 'version'>>(
      'SELECT team_id AS "teamId", version FROM alert_rule WHERE id = $1 FOR UPDATE',
      [id],
    );
    return row ?? null;
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM alert_rule');
    return row?.count ?? 0;
  }

  /** Which of what a rule names does not exist; the webhook stays as long as the transaction lasts. */
  async missing(tx: Tx, { teamId, agentIds, webhookId }: Content): Promise<string[]> {
    const [row] = await tx.query<{ team: boolean; people: number }>(
      `SELECT $1::uuid IS NULL OR EXISTS (SELECT FROM team WHERE id = $1) AS team,
         (SELECT count(*)::int FROM agent WHERE id = ANY($2::uuid[]) AND deactivated_at IS NULL) AS people`,
      [teamId, agentIds],
    );
    const hooks =
      webhookId === null
        ? []
        : await tx.query('SELECT FROM alert_webhook WHERE id = $1 FOR KEY SHARE', [webhookId]);
    return [
      ...(row?.team === true ? [] : ['teamId']),
      ...(row?.people === agentIds.length ? [] : ['agentIds']),
      ...(webhookId === null || hooks.length > 0 ? [] : ['webhookId']),
    ];
  }

  async add(tx: Tx, id: string, rule: Content): Promise<void> {
    await tx.query(
      `INSERT INTO alert_rule (id, team_id, trigger, recipients, agent_ids, in_app, by_browser, by_mail, webhook_id,
         is_active)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, ...columnsOf(rule)],
    );
  }

  async change(tx: Tx, id: string, rule: Content): Promise<void> {
    await tx.query(
      `UPDATE alert_rule SET team_id = $2, trigger = $3, recipients = $4, agent_ids = $5, in_app = $6, by_browser = $7,
         by_mail = $8, webhook_id = $9, is_active = $10, version = version + 1
       WHERE id = $1`,
      [id, ...columnsOf(rule)],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM alert_rule WHERE id = $1', [id]);
  }
}

function columnsOf({ teamId, on, to, agentIds, ways, webhookId, isActive }: Content): unknown[] {
  return [teamId, on, to, agentIds, ways.inApp, ways.browser, ways.mail, webhookId, isActive];
}
