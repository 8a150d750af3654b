import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeskVersion1795219281000 implements MigrationInterface {
  name = 'DeskVersion1795219281000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/**
 * The version that last changed something two people can disagree about. A trigger, because these columns are written
 * from several places and a forgotten one would let somebody overrule a colleague unawares.
 */
const statements = [
  `ALTER TABLE conversation ADD COLUMN desk_version integer NOT NULL DEFAULT 1`,
  `CREATE FUNCTION follow_desk_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.desk_version := greatest(NEW.version, OLD.version + 1);
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER desk_version_follows BEFORE UPDATE ON conversation FOR EACH ROW
    WHEN (NEW.status IS DISTINCT FROM OLD.status OR NEW.assignee_id IS DISTINCT FROM OLD.assignee_id
      OR NEW.team_id IS DISTINCT FROM OLD.team_id OR NEW.snoozed_until IS DISTINCT FROM OLD.snoozed_until)
    EXECUTE FUNCTION follow_desk_version()`,
];
