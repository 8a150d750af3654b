import type { ChannelHealthState } from '@visavis/shared/api/channels';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TeamEntity } from '../agents/team.entity.ts';
import type { ChannelAccount, ChannelBudget, ChannelMeasure } from './channel.types.ts';

/** One connected account on a network. */
@Entity('channel')
@Index('ix_channel_due_poll', ['nextPollAt'], { where: 'paused_at IS NULL' })
@Index('ix_channel_due_sweep', ['nextSweepAt'], { where: 'paused_at IS NULL' })
@Check('ck_channel_health', `health_state IN ('healthy', 'degraded', 'reconnect', 'paused')`)
export class ChannelEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_channel' })
  id: string;

  @Column('text')
  network: string;

  @Column('text')
  name: string;

  @ForeignKey(() => TeamEntity, { name: 'fk_channel_team' })
  @Column('uuid', { name: 'team_id' })
  teamId: string;

  /** Posts older than this are history. */
  @Column({ type: 'timestamptz', precision: 3 })
  since: Date;

  /** The fields of the manifest that are no secrets. */
  @Column('jsonb', { default: {} })
  settings: Record<string, string>;

  /** JSON of the secret fields, sealed. */
  @Column('text', { name: 'sealed_secrets', nullable: true })
  sealedSecrets: string | null;

  /** JSON of what the connector keeps between calls, sealed. */
  @Column('text', { name: 'sealed_state', nullable: true })
  sealedState: string | null;

  /** Rises with the settings, so that a connector built from older ones is thrown away. */
  @Column('integer', { name: 'settings_version', default: 1 })
  settingsVersion: number;

  @Column('jsonb', { nullable: true })
  cursor: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  account: ChannelAccount | null;

  @Column('integer', { name: 'text_limit', nullable: true })
  textLimit: number | null;

  @Column('jsonb', { default: {} })
  measure: ChannelMeasure;

  @Column('text', { name: 'health_state', default: 'healthy' })
  healthState: ChannelHealthState;

  @Column('text', { name: 'health_reason', nullable: true })
  healthReason: string | null;

  @Column({ type: 'timestamptz', name: 'health_since', precision: 3 })
  healthSince: Date;

  /** Failed polls in a row; what the backoff grows with. */
  @Column('integer', { default: 0 })
  failures: number;

  @Column({ type: 'timestamptz', name: 'last_post_at', precision: 3, nullable: true })
  lastPostAt: Date | null;

  /** Between the newest post on the network and its arrival here. */
  @Column('integer', { name: 'lag_seconds', nullable: true })
  lagSeconds: number | null;

  @Column('jsonb', { nullable: true })
  budget: ChannelBudget | null;

  @Column({ type: 'timestamptz', name: 'paused_at', precision: 3, nullable: true })
  pausedAt: Date | null;

  /** Null for networks that are not polled. */
  @Column({ type: 'timestamptz', name: 'next_poll_at', precision: 3, nullable: true })
  nextPollAt: Date | null;

  /** Lease of the worker that polls now; lapses by itself when the worker dies. */
  @Column({ type: 'timestamptz', name: 'polling_until', precision: 3, nullable: true })
  pollingUntil: Date | null;

  @Column({ type: 'timestamptz', name: 'next_sweep_at', precision: 3, nullable: true })
  nextSweepAt: Date | null;

  /** Lease of the process that holds the network's stream open. */
  @Column({ type: 'timestamptz', name: 'streaming_until', precision: 3, nullable: true })
  streamingUntil: Date | null;

  @Column('uuid', { name: 'streaming_by', nullable: true })
  streamingBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
