import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address of the brand that is called whenever somebody writes to it. */
@Entity('playground_hook')
export class PlaygroundHookEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_playground_hook' })
  url: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt: Date;
}
