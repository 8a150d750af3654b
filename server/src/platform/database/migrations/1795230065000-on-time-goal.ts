import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What share of answers is to be on time is the organisation's to say; until now it was ninety percent for everybody. */
export class OnTimeGoal1795230065000 implements MigrationInterface {
  name = 'OnTimeGoal1795230065000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation
        ADD COLUMN on_time_goal_percent integer NOT NULL DEFAULT 90,
        ADD CONSTRAINT ck_organisation_on_time_goal CHECK (on_time_goal_percent >= 1 AND on_time_goal_percent <= 100)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
