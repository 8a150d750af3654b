import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { MediaEntity } from '../media/media.entity.ts';
import { AgentEntity } from './agent.entity.ts';

/**
 * A picture of a person, by version. Replies remember the version and never the picture, so that withdrawing
 * consent is one deletion here and changes no reply.
 */
@Entity('face')
export class FaceEntity {
  @ForeignKey(() => AgentEntity, { name: 'fk_face_agent', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'agent_id', primaryKeyConstraintName: 'pk_face' })
  agentId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_face' })
  version: number;

  @ForeignKey(() => MediaEntity, { name: 'fk_face_media', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'media_id' })
  mediaId: string;

  @Column('timestamptz', { name: 'created_at', precision: 3 })
  createdAt: Date;
}
