import type { Measure } from '@visavis/shared/reports/metrics';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Anew for each column: the decorator writes the column's type into it. */
const key = () => ({ primaryKeyConstraintName: 'pk_report_rollup' });

/** Sums of facts by team and one further dimension; of each day and once more of each month. */
@Entity('report_rollup')
@Index('ix_report_rollup_empty', ['dimension'], { where: 'n = 0' })
@Check('ck_report_rollup_grain', `grain IN ('day', 'month')`)
export class ReportRollupEntity {
  @PrimaryColumn('text', key())
  dimension: string;

  @PrimaryColumn('text', key())
  grain: 'day' | 'month';

  @PrimaryColumn('date', key())
  day: string;

  @PrimaryColumn('uuid', { ...key(), name: 'team_id' })
  teamId: string;

  @PrimaryColumn('text', key())
  value: string;

  @PrimaryColumn('text', key())
  measure: Measure;

  @PrimaryColumn('integer', key())
  bucket: number;

  /** An integer would not do: the minutes of pauses in a month may be more than 2³¹. */
  @Column('bigint')
  n: string;
}
