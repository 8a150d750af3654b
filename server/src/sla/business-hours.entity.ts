import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('business_hours')
export class BusinessHoursEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_business_hours' })
  id: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  hours: BusinessHours;
}
