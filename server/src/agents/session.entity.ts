import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** A signed-in browser. Only the hash of its cookie is stored: a copied database signs nobody in. */
@Entity('session')
@Unique('uq_session_token', ['tokenHash'])
@Index('ix_session_agent', ['agentId'])
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_session' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_session_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('text', { name: 'user_agent', default: '' })
  userAgent: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  /** Written at most once a minute. */
  @Column({ type: 'timestamptz', name: 'last_seen_at', precision: 3 })
  lastSeenAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt: Date;
}
