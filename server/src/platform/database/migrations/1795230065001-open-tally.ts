import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is open is counted as it changes, so that the live page need not count a million rows to paint. */
export class OpenTally1795230065001 implements MigrationInterface {
  name = 'OpenTally1795230065001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const OPEN = `closed_at IS NULL AND NOT is_spam`;
const IS_WAITING = `answer_due_at IS NOT NULL`;
const KEY = `team_id, channel_id, status, ${IS_WAITING}, assignee_id IS NULL`;
const COLUMNS = `id, team_id, channel_id, status, is_waiting, is_unassigned, n`;

/**
 * Triggers, because these columns are written from several places, and each statement appends what it changed: nobody
 * waits for anybody, and a sum over the table is exact in every snapshot. A statement that changes nothing appends nothing.
 */
const statements = [
  // The clock of the answer that a customer waits for, apart from the one that is due first: that may be the pick-up or the
  // end of the matter, which nobody waits for as for an answer.
  `ALTER TABLE conversation ADD COLUMN answer_due_at timestamptz(3), ADD COLUMN answer_started_at timestamptz(3),
    ADD COLUMN answer_warn_at timestamptz(3)`,
  `UPDATE conversation SET answer_due_at = answer.deadline_at, answer_started_at = answer.started_at,
     answer_warn_at = answer.warn_at
   FROM sla_target answer
   WHERE answer.conversation_id = conversation.id AND answer.metric IN ('firstResponse', 'nextResponse')
     AND answer.met_at IS NULL AND answer.cancelled_at IS NULL AND answer.paused_at IS NULL AND ${OPEN}`,
  `CREATE TABLE open_tally (
    id uuid NOT NULL,
    team_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    status text NOT NULL,
    is_waiting boolean NOT NULL,
    is_unassigned boolean NOT NULL,
    n integer NOT NULL,
    CONSTRAINT pk_open_tally PRIMARY KEY (id)
  )`,
  `CREATE FUNCTION tally_open() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO open_tally (${COLUMNS})
      SELECT gen_random_uuid(), change.* FROM (
        SELECT ${KEY}, count(*) FROM added WHERE ${OPEN} GROUP BY 1, 2, 3, 4, 5) change;
    ELSIF TG_OP = 'DELETE' THEN
      INSERT INTO open_tally (${COLUMNS})
      SELECT gen_random_uuid(), change.* FROM (
        SELECT ${KEY}, -count(*) FROM removed WHERE ${OPEN} GROUP BY 1, 2, 3, 4, 5) change;
    ELSE
      INSERT INTO open_tally (${COLUMNS})
      SELECT gen_random_uuid(), a, b, c, d, e, sum(by) FROM (
        SELECT ${KEY}, 1 FROM added WHERE ${OPEN}
        UNION ALL SELECT ${KEY}, -1 FROM removed WHERE ${OPEN}) change (a, b, c, d, e, by)
      GROUP BY a, b, c, d, e HAVING sum(by) <> 0;
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER tally_added AFTER INSERT ON conversation REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION tally_open()`,
  `CREATE TRIGGER tally_changed AFTER UPDATE ON conversation REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION tally_open()`,
  `CREATE TRIGGER tally_removed AFTER DELETE ON conversation REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION tally_open()`,
  // After the triggers, which keep writers out until all of this is committed.
  `INSERT INTO open_tally (${COLUMNS})
   SELECT gen_random_uuid(), counted.* FROM (
     SELECT ${KEY}, count(*) FROM conversation WHERE ${OPEN} GROUP BY 1, 2, 3, 4, 5) counted`,
  `CREATE INDEX ix_conversation_waits_since ON conversation (team_id, answer_started_at) WHERE ${IS_WAITING}`,
  `CREATE INDEX ix_conversation_waits_due ON conversation (team_id, answer_due_at, id) WHERE ${IS_WAITING}`,
  `CREATE INDEX ix_conversation_waits_warn ON conversation (team_id, answer_warn_at, answer_due_at) WHERE ${IS_WAITING}`,
];
