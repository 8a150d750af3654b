import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('team')
@Index('uq_team_name', { synchronize: false })
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

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
