import { Injectable } from '@nestjs/common';

export interface UsingRule {
  id: string;
  name: string;
}

/** The rules that ask for a skill. */
export type SkillUsesSource = (skillId: string) => Promise<readonly UsingRule[]>;

/**
 * Which rules ask for a skill. Rules stand to the right of this module, which must not import them; they hand in a
 * source when they start.
 */
@Injectable()
export class SkillRules {
  private source: SkillUsesSource | null = null;

  provide(source: SkillUsesSource): void {
    this.source = source;
  }

  async using(skillId: string): Promise<UsingRule[]> {
    return this.source === null ? [] : [...(await this.source(skillId))];
  }
}
