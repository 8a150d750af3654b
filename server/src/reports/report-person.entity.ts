import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';

/** A number for each person, so that sums can tell how many took part. It is never shown with a figure. */
@Entity('report_person')
@Unique('uq_report_person_number', ['number'])
export class ReportPersonEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_report_person_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_report_person' })
  agentId: string;

  @Column({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' })
  number: number;
}
