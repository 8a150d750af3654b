import type { PauseReason } from '@visavis/shared/sla/clock-run';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { SlaTargetEntity } from './sla-target.entity.ts';

/** A clock stood still from then until then, as the history of its conversation says. */
@Entity('sla_pause')
@Check('ck_sla_pause_reason', `reason IN ('waitingForCustomer', 'snoozedForCustomer')`)
@Check('ck_sla_pause_order', 'to_at IS NULL OR to_at >= from_at')
export class SlaPauseEntity {
  @ForeignKey(() => SlaTargetEntity, { name: 'fk_sla_pause_target', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'target_id', primaryKeyConstraintName: 'pk_sla_pause' })
  targetId: string;

  @PrimaryColumn('timestamp with time zone', {
    name: 'from_at',
    precision: 3,
    primaryKeyConstraintName: 'pk_sla_pause',
  })
  from: Date;

  /** Null while it lasts. */
  @Column('timestamp with time zone', { name: 'to_at', precision: 3, nullable: true })
  to: Date | null;

  @Column('text')
  reason: PauseReason;
}
