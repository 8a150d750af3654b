import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type MediaKind = 'upload' | 'remote' | 'face' | 'avatar' | 'logo';
export type MediaState = 'pending' | 'ready' | 'failed' | 'refused';

/** A picture: uploaded by an agent, or fetched from a network. Its bytes are rows of `media_blob`. */
@Entity('media')
@Index('uq_media_avatar_source', { synchronize: false })
@Index('ix_media_due', ['nextAttemptAt'], { where: `state = 'pending'` })
@Check('ck_media_kind', `kind IN ('upload', 'remote', 'face', 'avatar', 'logo')`)
@Check('ck_media_state', `state IN ('pending', 'ready', 'failed', 'refused')`)
@Check('ck_media_ready', `state <> 'ready' OR (mime_type IS NOT NULL AND bytes IS NOT NULL)`)
export class MediaEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_media' })
  id: string;

  @Column('text')
  kind: MediaKind;

  @Column('text')
  state: MediaState;

  /** Of the original as we serve it, not as it came; null until it is ready. */
  @Column('text', { name: 'mime_type', nullable: true })
  mimeType: string | null;

  @Column('integer', { nullable: true })
  bytes: number | null;

  @Column('integer', { nullable: true })
  width: number | null;

  @Column('integer', { nullable: true })
  height: number | null;

  @Column('text', { default: '' })
  alt: string;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl: string | null;

  /** One sentence, when the state is `failed` or `refused`. */
  @Column('text', { name: 'fail_reason', nullable: true })
  failReason: string | null;

  @Column('integer', { default: 0 })
  attempts: number;

  /** When a pending picture is fetched (again); while it is being fetched, when the claim lapses. */
  @Column({ type: 'timestamptz', name: 'next_attempt_at', precision: 3, nullable: true })
  nextAttemptAt: Date | null;

  /** Who uploaded it. No foreign key: agents stand to the right of media. */
  @Column('uuid', { name: 'owner_agent_id', nullable: true })
  ownerAgentId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
