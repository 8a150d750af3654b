import { Injectable } from '@nestjs/common';
import type { SaveAlertRuleRequest } from '@visavis/shared/api/alerts';
import { AlertRulesService } from '../notifications/alert-rules.service.ts';
import type { DemoTeam } from './demo-team.service.ts';

/** Who is told at Brückenfunk, besides those who are told everywhere from the beginning. */
@Injectable()
export class DemoAlertsService {
  constructor(private readonly rules: AlertRulesService) {}

  async arrange({ teams, agents }: DemoTeam): Promise<void> {
    const onScreen = { inApp: true, browser: true, mail: false };
    const usual = { agentIds: [], webhookId: null, isActive: true, ways: onScreen };
    const rules: SaveAlertRuleRequest[] = [
      { ...usual, teamId: teams.landline, on: 'warning', to: 'leads', isActive: false },
      {
        ...usual,
        teamId: teams.billing,
        on: 'breach',
        to: 'group',
        agentIds: [agents.sabine.id, agents.admin.id],
      },
    ];
    for (const rule of rules) await this.rules.create({ role: 'admin', teamIds: [] }, rule);
  }
}
