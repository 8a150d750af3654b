import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';
import { TeamEntity } from './team.entity.ts';

@Entity('team_member')
@Index('ix_team_member_agent', ['agentId'])
export class TeamMemberEntity {
  @ForeignKey(() => TeamEntity, { name: 'fk_team_member_team', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'pk_team_member' })
  teamId: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_team_member_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_team_member' })
  agentId: string;
}
