import { Injectable } from '@nestjs/common';
import type { PolicyTargets } from '@visavis/shared/sla/match-policy';
import { Database } from '../platform/database/database.ts';

export interface AnnexTeamRow {
  name: string;
  people: number;
  leads: string[];
}

export interface AnnexCounts {
  admins: number;
  displays: number;
  tokens: number;
  mailedReports: number;
  alertRules: number;
  unlocksAsked: number;
  unlocksApproved: number;
  looks: number;
}

export interface AnnexPolicyRow {
  name: string;
  targets: PolicyTargets;
}

/** How the installation is set up at this moment. */
@Injectable()
export class AnnexRepository {
  constructor(private readonly database: Database) {}

  /** Every team by name, with the names of its leads, because they see its figures. */
  teams(): Promise<AnnexTeamRow[]> {
    return this.database.query(
      `SELECT t.name, count(a.id)::int AS people,
         coalesce(array_agg(a.display_name ORDER BY a.display_name) FILTER (WHERE a.role = 'lead'), '{}') AS leads
       FROM team t LEFT JOIN team_member m ON m.team_id = t.id
       LEFT JOIN agent a ON a.id = m.agent_id AND a.deactivated_at IS NULL
       GROUP BY t.id ORDER BY t.name, t.id`,
    );
  }

  channels(): Promise<{ name: string; network: string }[]> {
    return this.database.query(`SELECT name, network FROM channel ORDER BY name, id`);
  }

  policies(): Promise<AnnexPolicyRow[]> {
    return this.database.query(
      `SELECT name, targets FROM sla_policy WHERE is_active ORDER BY is_fallback, position, id`,
    );
  }

  async counts(): Promise<AnnexCounts> {
    const [row] = await this.database.query<AnnexCounts>(
      `SELECT (SELECT count(*)::int FROM agent WHERE role = 'admin' AND deactivated_at IS NULL) AS admins,
         (SELECT count(*)::int FROM display_token WHERE revoked_at IS NULL) AS displays,
         (SELECT count(*)::int FROM api_token) AS tokens,
         (SELECT count(*)::int FROM saved_report WHERE every IS NOT NULL) AS "mailedReports",
         (SELECT count(*)::int FROM alert_rule) AS "alertRules",
         (SELECT count(*)::int FROM report_unlock) AS "unlocksAsked",
         (SELECT count(*)::int FROM report_unlock WHERE expires_at IS NOT NULL) AS "unlocksApproved",
         (SELECT count(*)::int FROM report_look) AS looks`,
    );
    if (row === undefined) throw new Error('a query of counts has one row');
    return row;
  }
}
