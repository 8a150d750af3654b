import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ChannelEntity } from '../channels/channel.entity.ts';

/** From when to when a channel did not work; a trigger on channels keeps it. */
@Entity('channel_trouble')
export class ChannelTroubleEntity {
  @ForeignKey(() => ChannelEntity, { name: 'fk_channel_trouble_channel', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'channel_id', primaryKeyConstraintName: 'pk_channel_trouble' })
  channelId: string;

  @PrimaryColumn('timestamp with time zone', {
    name: 'from_at',
    precision: 3,
    primaryKeyConstraintName: 'pk_channel_trouble',
  })
  fromAt: Date;

  /** Null while it still does not. */
  @Column('timestamp with time zone', { name: 'to_at', precision: 3, nullable: true })
  toAt: Date | null;
}
