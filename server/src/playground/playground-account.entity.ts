import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** An invented person of the playground, or the brand itself. */
@Entity('playground_account')
@Unique('uq_playground_account_handle', ['handle'])
export class PlaygroundAccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_playground_account' })
  id: string;

  @Column('text')
  handle: string;

  @Column('text')
  name: string;

  /** Which face or thing of the portrait gallery. */
  @Column('text')
  portrait: string;

  @Column('boolean', { name: 'is_brand' })
  isBrand: boolean;

  /** The portrait as a picture of ours, made when the network first has to hand it to somebody. */
  @Column('uuid', { name: 'avatar_media_id', nullable: true })
  avatarMediaId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
