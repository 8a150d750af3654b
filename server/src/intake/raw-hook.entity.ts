import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ChannelEntity } from '../channels/channel.entity.ts';

/** A signed call at a hook, byte for byte as it came; kept for a week, so that what was read from it can be explained. */
@Entity('raw_hook')
@Index('ix_raw_hook_received', ['receivedAt'])
export class RawHookEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_raw_hook' })
  id: string;

  @ForeignKey(() => ChannelEntity, { name: 'fk_raw_hook_channel', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('bytea')
  body: Buffer;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  receivedAt: Date;
}
