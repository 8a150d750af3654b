import type { ConsentPurpose } from '@visavis/shared/agents/public-face';
import type { RemovalItem } from '@visavis/shared/api/consent';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** The proof that a picture or a name is gone from a place, and how many things that changed there. */
@Entity('face_removal')
@Index('ix_face_removal_agent', ['agentId', 'at'])
@Check('ck_face_removal_purpose', `purpose IN ('replies', 'checkPage', 'teamPage', 'persona')`)
@Check(
  'ck_face_removal_place',
  `place IN ('pictures', 'replies', 'checkPages', 'linkCards', 'teamPage', 'networkProfile')`,
)
export class FaceRemovalEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_face_removal' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_face_removal_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column('text')
  purpose: ConsentPurpose;

  @Column('text')
  place: RemovalItem['place'];

  @Column('integer')
  count: number;
}
