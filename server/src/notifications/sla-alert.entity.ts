import type { AlertTrigger } from '@visavis/shared/api/alerts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SlaTargetEntity } from '../sla/sla-target.entity.ts';

/** A clock that warned or was late: one row however often it is heard of, so that it is told once. */
@Entity('sla_alert')
@Index('ix_sla_alert_untold', ['heardAt'], { where: 'turn_id IS NULL' })
@Index('ix_sla_alert_turn', ['turnId'], { where: 'turn_id IS NOT NULL' })
@Index('ix_sla_alert_heard', ['heardAt'])
@Check('ck_sla_alert_trigger', `trigger IN ('warning', 'breach')`)
export class SlaAlertEntity {
  @ForeignKey(() => SlaTargetEntity, { name: 'fk_sla_alert_target', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'target_id', primaryKeyConstraintName: 'pk_sla_alert' })
  targetId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_sla_alert' })
  trigger: AlertTrigger;

  /** Of this telling: another one when the clock comes to another deadline. */
  @Column('uuid')
  id: string;

  /** The deadline, or the moment of the warning. */
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  @Column({ type: 'timestamptz', name: 'heard_at', precision: 3 })
  heardAt: Date;

  /** The turn that told of it, together with others; null while nobody was told. */
  @Column('uuid', { name: 'turn_id', nullable: true })
  turnId: string | null;
}
