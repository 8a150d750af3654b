import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from '../agents/agent.entity.ts';
import { TeamEntity } from '../agents/team.entity.ts';

/** A screen on a wall: it shows figures without anybody being signed in, and can do nothing else. */
@Entity('display_token')
@Unique('uq_display_token_hash', ['tokenHash'])
export class DisplayTokenEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_display_token' })
  id: string;

  @Column('text')
  name: string;

  /** Null for all teams. */
  @ForeignKey(() => TeamEntity, { name: 'fk_display_token_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId: string | null;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @ForeignKey(() => AgentEntity, { name: 'fk_display_token_created_by' })
  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'last_seen_at', precision: 3, nullable: true })
  lastSeenAt: Date | null;
}
