import type { SkillLevel } from '@visavis/shared/api/schedule';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';
import { SkillEntity } from './skill.entity.ts';

@Entity('agent_skill')
@Index('ix_agent_skill_skill', ['skillId'])
@Check('ck_agent_skill_level', 'level BETWEEN 1 AND 3')
export class AgentSkillEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_agent_skill_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_agent_skill' })
  agentId: string;

  @ForeignKey(() => SkillEntity, { name: 'fk_agent_skill_skill', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'skill_id', primaryKeyConstraintName: 'pk_agent_skill' })
  skillId: string;

  @Column('smallint')
  level: SkillLevel;
}
