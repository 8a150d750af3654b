import type { ApiTokenScope } from '@visavis/shared/api/session';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** A key for a program, never for a person: what it may do is its scopes, and no scope writes a reply. */
@Entity('api_token')
@Unique('uq_api_token_token', ['tokenHash'])
export class ApiTokenEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_api_token' })
  id: string;

  /** The administrator who made it; it works only while that person is active. */
  @ForeignKey(() => AgentEntity, { name: 'fk_api_token_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('text')
  name: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('text', { array: true })
  scopes: ApiTokenScope[];

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3, nullable: true })
  lastUsedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3, nullable: true })
  expiresAt: Date | null;
}
