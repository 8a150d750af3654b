import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What statements added to and took from the open conversations; the sum of `n` is how many there are. */
@Entity('open_tally')
export class OpenTallyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_open_tally' })
  id: string;

  @Column('uuid', { name: 'team_id' })
  teamId: string;

  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('text')
  status: ConversationStatus;

  @Column('boolean', { name: 'is_waiting' })
  isWaiting: boolean;

  @Column('boolean', { name: 'is_unassigned' })
  isUnassigned: boolean;

  @Column('integer')
  n: number;
}
