import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the sums stand; one row. */
@Entity('report_state')
@Check('ck_report_state_one', 'id = 1')
export class ReportStateEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_report_state' })
  id: number;

  /** Of the days in the sums; another one of the organisation means to build them anew. */
  @Column('text', { name: 'time_zone' })
  timeZone: string;

  /** Set while the sums have to be built anew. */
  @Column('timestamp with time zone', { name: 'rebuild_asked_at', precision: 3, nullable: true })
  rebuildAskedAt: Date | null;

  /** The last conversation that was counted. */
  @Column('uuid', { name: 'rebuild_after', nullable: true })
  rebuildAfter: string | null;

  /** The first day of the last month whose sums were built after all conversations were counted. */
  @Column('date', { name: 'rebuild_month', nullable: true })
  rebuildMonth: string | null;

  @Column('integer', { name: 'rebuild_done', default: 0 })
  rebuildDone: number;

  @Column('integer', { name: 'rebuild_total', default: 0 })
  rebuildTotal: number;

  @Column('timestamp with time zone', { name: 'built_at', precision: 3, nullable: true })
  builtAt: Date | null;

  @Column('timestamp with time zone', { name: 'checked_at', precision: 3, nullable: true })
  checkedAt: Date | null;

  /** How many sums the last check found to be wrong. */
  @Column('integer', { nullable: true })
  differences: number | null;
}
