import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ChannelEntity } from '../channels/channel.entity.ts';

/** Until when a network takes nothing from a channel, by its own word: no other reply of the channel is tried earlier. */
@Entity('delivery_pause')
export class DeliveryPauseEntity {
  @ForeignKey(() => ChannelEntity, { name: 'fk_delivery_pause_channel', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'channel_id', primaryKeyConstraintName: 'pk_delivery_pause' })
  channelId: string;

  @Column({ type: 'timestamptz', precision: 3 })
  until: Date;
}
