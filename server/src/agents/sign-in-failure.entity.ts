import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Failures are rows, not counters in memory: they survive a restart and are shared by all processes. */
@Entity('sign_in_failure')
@Index('ix_sign_in_failure_ip', ['ip', 'at'])
@Index('ix_sign_in_failure_at', ['at'])
export class SignInFailureEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in_failure' })
  id: string;

  @Column('text')
  email: string;

  @Column('text')
  ip: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
