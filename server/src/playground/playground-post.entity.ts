import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PlaygroundAccountEntity } from './playground-account.entity.ts';
import type { SignedAgent, StoredPicture } from './playground.types.ts';

/** A post of the playground. It is never removed, only marked as deleted: the brand has to hear of it. */
@Entity('playground_post')
@Unique('uq_playground_post_key', ['idempotencyKey'])
@Index('uq_playground_post_change', ['change'], { unique: true })
@Index('ix_playground_post_root', ['rootId', 'createdAt'])
@Index('ix_playground_post_counterpart', ['counterpartId'], { where: 'counterpart_id IS NOT NULL' })
@Check('ck_playground_post_visibility', `visibility IN ('public', 'private')`)
@Check('ck_playground_post_private', `(visibility = 'private') = (counterpart_id IS NOT NULL)`)
export class PlaygroundPostEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_playground_post' })
  id: string;

  @ForeignKey(() => PlaygroundAccountEntity, { name: 'fk_playground_post_account' })
  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  text: string;

  @Column('text')
  visibility: 'public' | 'private';

  @Column('uuid', { name: 'in_reply_to_id', nullable: true })
  inReplyToId: string | null;

  @Column('uuid', { name: 'root_id' })
  rootId: string;

  /** The direct comment below the root to which this post leads up; its own id for a root. */
  @Column('uuid', { name: 'branch_id' })
  branchId: string;

  /** The person with whom the brand exchanges this private message. */
  @ForeignKey(() => PlaygroundAccountEntity, { name: 'fk_playground_post_counterpart' })
  @Column('uuid', { name: 'counterpart_id', nullable: true })
  counterpartId: string | null;

  /** Once true it stays so: a mention that was edited away has been read. */
  @Column('boolean', { name: 'mentions_brand', default: false })
  mentionsBrand: boolean;

  @Column('jsonb', { default: () => `'[]'` })
  media: StoredPicture[];

  @Column('jsonb', { nullable: true })
  agent: SignedAgent | null;

  @Column('text', { name: 'check_url', nullable: true })
  checkUrl: string | null;

  @Column('text', { name: 'idempotency_key', nullable: true })
  idempotencyKey: string | null;

  /** Rises with every post, edit and deletion, in the order of their commits: the cursor of whoever reads along. */
  @Column('bigint')
  change: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'edited_at', precision: 3, nullable: true })
  editedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true })
  deletedAt: Date | null;
}
