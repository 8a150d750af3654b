import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AgentEntity } from './agent.entity.ts';

/** A one-time link with which a person sets a password. One per person: a newer link replaces the older. */
@Entity('password_reset')
@Unique('uq_password_reset_token', ['tokenHash'])
@Unique('uq_password_reset_agent', ['agentId'])
export class PasswordResetEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_password_reset' })
  id: string;

  @ForeignKey(() => AgentEntity, { name: 'fk_password_reset_agent', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'agent_id' })
  agentId: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('uuid', { name: 'created_by_agent_id', nullable: true })
  createdByAgentId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt: Date;
}
