import type { TeamRouting } from '@visavis/shared/api/schedule';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('team')
@Index('uq_team_name', { synchronize: false })
@Check('ck_team_same_face_wait', 'same_face_wait_minutes BETWEEN 0 AND 10080')
@Check('ck_team_pick_up', 'pick_up_minutes BETWEEN 1 AND 10080')
@Index('uq_team_default', ['isDefault'], { unique: true, where: 'is_default' })
export class TeamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_team' })
  id: string;

  @Column('text')
  name: string;

  /** Exactly one team takes what no channel sends elsewhere. */
  @Column('boolean', { name: 'is_default', default: false })
  isDefault: boolean;

  /** Its conversations are seen by its members, leads of it and administrators only. */
  @Column('boolean', { name: 'is_closed', default: false })
  isClosed: boolean;

  /** By kind; what is missing weighs 1. */
  @Column('jsonb', { default: {} })
  weights: Partial<TeamRouting['weights']>;

  @Column('integer', { name: 'same_face_wait_minutes', default: 30 })
  sameFaceWaitMinutes: number;

  /** Null: what nobody opened stays where it is. */
  @Column('integer', { name: 'pick_up_minutes', nullable: true })
  pickUpMinutes: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
