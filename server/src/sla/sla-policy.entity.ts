import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { TeamEntity } from '../agents/team.entity.ts';
import { BusinessHoursEntity } from './business-hours.entity.ts';

/** What a team promises: how soon, within which hours. Clocks that run keep the policy with which they started. */
@Entity('sla_policy')
@Unique('uq_sla_policy_team', ['teamId'])
@Check('ck_sla_policy_minutes', 'first_response_minutes > 0 AND next_response_minutes > 0')
export class SlaPolicyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sla_policy' })
  id: string;

  @ForeignKey(() => TeamEntity, { name: 'fk_sla_policy_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id' })
  teamId: string;

  @ForeignKey(() => BusinessHoursEntity, { name: 'fk_sla_policy_hours' })
  @Column('uuid', { name: 'business_hours_id' })
  businessHoursId: string;

  @Column('text')
  name: string;

  @Column('double precision', { name: 'first_response_minutes' })
  firstResponseMinutes: number;

  @Column('double precision', { name: 'next_response_minutes' })
  nextResponseMinutes: number;
}
