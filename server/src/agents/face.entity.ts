import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { MediaEntity } from '../media/media.entity.ts';
import { AgentEntity } from './agent.entity.ts';

/**
 * A picture of a person, by version. Replies remember the version and never the picture, so that withdrawing
 * consent is one deletion of pictures and changes no reply. The row stays without its picture: the number is never
 * given to another one.
 */
@Entity('face')
export class FaceEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_face_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_face' })
  agentId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_face' })
  version: number;

  @ForeignKey(() => MediaEntity, { name: 'fk_face_media', onDelete: 'SET NULL' })
  @Column('uuid', { name: 'media_id', nullable: true })
  mediaId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  /** When the person took back the consent to show it. */
  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true })
  withdrawnAt: Date | null;
}
