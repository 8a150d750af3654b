import type { AlertedChannel } from '@visavis/shared/api/alerts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ChannelEntity } from '../channels/channel.entity.ts';

/** A trouble of a channel: one row however often it is heard of, so that it is told once. */
@Entity('channel_alert')
@Unique('uq_channel_alert_since', ['channelId', 'since'])
@Index('ix_channel_alert_untold', ['dueAt'], { where: 'turn_id IS NULL' })
@Index('ix_channel_alert_turn', ['turnId'], { where: 'turn_id IS NOT NULL' })
@Index('ix_channel_alert_heard', ['heardAt'])
@Check('ck_channel_alert_state', `state IN ('degraded', 'reconnect')`)
export class ChannelAlertEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_channel_alert' })
  id: string;

  @ForeignKey(() => ChannelEntity, { name: 'fk_channel_alert_channel', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('text')
  state: AlertedChannel['state'];

  /** Since when the channel is in that state; told only while it still is. */
  @Column({ type: 'timestamptz', precision: 3 })
  since: Date;

  @Column({ type: 'timestamptz', name: 'heard_at', precision: 3 })
  heardAt: Date;

  /** Not told before: what may mend itself gets its time, and a channel that comes and goes is not told of each time. */
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  dueAt: Date;

  /** The turn that told of it, together with others; null while nobody was told. */
  @Column('uuid', { name: 'turn_id', nullable: true })
  turnId: string | null;
}
