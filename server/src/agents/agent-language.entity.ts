import type { SkillLevel } from '@visavis/shared/api/schedule';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

@Entity('agent_language')
@Check('ck_agent_language_level', 'level BETWEEN 1 AND 3')
export class AgentLanguageEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_agent_language_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_agent_language' })
  agentId: string;

  /** Primary subtag: `tr`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_agent_language' })
  language: string;

  @Column('smallint')
  level: SkillLevel;

  /** The order in which the person names them. */
  @Column('smallint')
  position: number;
}
