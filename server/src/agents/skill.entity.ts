import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something not everybody can help with. Deleted ones stay, because decisions and waiting work name them. */
@Entity('skill')
@Index('uq_skill_name', { synchronize: false })
export class SkillEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_skill' })
  id: string;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  description: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true })
  deletedAt: Date | null;
}
