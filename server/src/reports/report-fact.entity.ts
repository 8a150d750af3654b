import type { Measure } from '@visavis/shared/reports/metrics';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Anew for each column: the decorator writes the column's type into it. */
const key = () => ({ primaryKeyConstraintName: 'pk_report_fact' });

/**
 * What a conversation adds to the figures, as sums are made of it. No foreign key: what is erased has to be taken off
 * the sums before it goes.
 */
@Entity('report_fact')
@Index('ix_report_fact_day', ['measure', 'day', 'teamId', 'conversationId'])
export class ReportFactEntity {
  @PrimaryColumn('uuid', { ...key(), name: 'conversation_id' })
  conversationId: string;

  @PrimaryColumn('text', key())
  measure: Measure;

  /** In the organisation's time zone, like the hour. */
  @PrimaryColumn('date', key())
  day: string;

  @PrimaryColumn('smallint', key())
  hour: number;

  /** Its name at the time; empty without one. */
  @PrimaryColumn('text', key())
  policy: string;

  /** Of a duration, see `shared/reports/histogram.ts`; of `people` the person's number; of `noAnswerNeeded` the reason. */
  @PrimaryColumn('integer', key())
  bucket: number;

  @Column('integer')
  n: number;

  @Column('uuid', { name: 'team_id' })
  teamId: string;

  @Column('uuid', { name: 'channel_id' })
  channelId: string;

  @Column('text')
  kind: string;

  @Column('text')
  language: string;

  @Column('text', { array: true, default: '{}' })
  tags: string[];
}
