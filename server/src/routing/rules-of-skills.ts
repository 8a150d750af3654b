import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SkillRules } from '../agents/skill-rules.ts';
import { RulesRepository } from './rules.repository.ts';

/** Tells the owner of the skills which rules ask for one, before it is deleted. */
@Injectable()
export class RulesOfSkills implements OnModuleInit {
  constructor(
    private readonly repository: RulesRepository,
    private readonly skills: SkillRules,
  ) {}

  onModuleInit(): void {
    this.skills.provide(async (skillId) =>
      (await this.repository.all())
        .filter(({ actions }) =>
          actions.some((action) => action.do === 'skill' && action.skillId === skillId),
        )
        .map(({ id, name }) => ({ id, name })),
    );
  }
}
