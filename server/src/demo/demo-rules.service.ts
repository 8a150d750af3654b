import { Injectable } from '@nestjs/common';
import { SkillsService } from '../agents/skills.service.ts';
import { RulesService } from '../routing/rules.service.ts';
import type { DemoChannels } from './demo-channels.service.ts';
import { demoRules, type DemoNames, type DemoRule } from './demo-rules.ts';
import { demoSkills } from './demo-schedule.ts';
import type { DemoTeam } from './demo-team.service.ts';

/** Brückenfunk's rules, written by its team lead as she would: after the skills they name. */
@Injectable()
export class DemoRulesService {
  constructor(
    private readonly rules: RulesService,
    private readonly skills: SkillsService,
  ) {}

  async write(team: DemoTeam, channels: DemoChannels): Promise<void> {
    const skills = new Map((await this.skills.list()).map(({ id, name }) => [name, id]));
    const names: DemoNames = {
      team: (key) => team.teams[key],
      skill: (key) => skills.get(demoSkills[key].name) ?? '',
      channel: (key) => channels[key].id,
    };
    const begun = (await this.rules.list()).map(({ id }) => id);
    const before = await this.add(demoRules.before, names, team);
    const after = await this.add(demoRules.after, names, team);
    const lead = { agentId: team.agents.sabine.id, role: 'lead' as const };
    await this.rules.order(lead, [...before, ...begun, ...after]);
  }

  private async add(rules: readonly DemoRule[], names: DemoNames, { agents }: DemoTeam): Promise<string[]> {
    const ids: string[] = [];
    for (const { name, isActive = true, conditions, actions } of rules) {
      const content = { name, isActive, conditions: conditions(names), actions: actions(names) };
      ids.push((await this.rules.create(content, agents.sabine.id)).id);
    }
    return ids;
  }
}
