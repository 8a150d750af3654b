import type { CalendarScope } from '@visavis/shared/api/calendars';
import type { CalendarException, CalendarPart } from '@visavis/shared/sla/resolve-calendar';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { TeamEntity } from '../agents/team.entity.ts';
import { ChannelEntity } from '../channels/channel.entity.ts';

/** When somebody works, on one level; what is null holds from the level above (channel, team, organisation). */
@Entity('sla_calendar')
@Unique('uq_sla_calendar_team', ['teamId'])
@Unique('uq_sla_calendar_channel', ['channelId'])
@Index('uq_sla_calendar_organisation', ['scope'], { unique: true, where: `scope = 'organisation'` })
@Check(
  'ck_sla_calendar_scope',
  `CASE scope
     WHEN 'organisation' THEN team_id IS NULL AND channel_id IS NULL
     WHEN 'team' THEN team_id IS NOT NULL AND channel_id IS NULL
     WHEN 'channel' THEN team_id IS NULL AND channel_id IS NOT NULL
     ELSE false END`,
)
@Check('ck_sla_calendar_region', 'region IS NULL OR country IS NOT NULL')
export class SlaCalendarEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sla_calendar' })
  id: string;

  @Column('text')
  scope: CalendarScope;

  @ForeignKey(() => TeamEntity, { name: 'fk_sla_calendar_team', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId: string | null;

  @ForeignKey(() => ChannelEntity, { name: 'fk_sla_calendar_channel', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'channel_id', nullable: true })
  channelId: string | null;

  @Column('text', { name: 'time_zone', nullable: true })
  timeZone: string | null;

  @Column('jsonb', { nullable: true })
  weekly: CalendarPart['weekly'];

  /** ISO 3166-1, or `none`. */
  @Column('text', { nullable: true })
  country: string | null;

  @Column('text', { nullable: true })
  region: string | null;

  @Column('jsonb', { default: [] })
  exceptions: CalendarException[];

  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamp with time zone', { name: 'updated_at', precision: 3 })
  updatedAt: Date;
}
