import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Inbox1795219320000 implements MigrationInterface {
  name = 'Inbox1795219320000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...newestFirst, ...byDueTime, ...others]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** One for each way in which a list is cut: a page is the first entries of a range, however long the range is. */
const newestFirst = [
  `CREATE INDEX ix_conversation_list_status ON conversation (status, last_customer_message_at, id) WHERE NOT is_spam`,
  `CREATE INDEX ix_conversation_list_team ON conversation (team_id, last_customer_message_at, id) WHERE NOT is_spam`,
  `CREATE INDEX ix_conversation_list_team_status
    ON conversation (team_id, status, last_customer_message_at, id) WHERE NOT is_spam`,
  `CREATE INDEX ix_conversation_list_channel
    ON conversation (channel_id, status, last_customer_message_at, id) WHERE NOT is_spam`,
  `CREATE INDEX ix_conversation_list_open_clock ON conversation (last_customer_message_at, id)
    WHERE closed_at IS NULL AND due_at IS NOT NULL AND due_met_at IS NULL AND NOT is_spam`,
  `CREATE INDEX ix_conversation_list_spam ON conversation (last_customer_message_at, id) WHERE is_spam`,
];

const byDueTime = [
  `CREATE INDEX ix_conversation_list_due ON conversation (due_at, id)
    WHERE closed_at IS NULL AND due_at IS NOT NULL AND due_met_at IS NULL AND NOT is_spam`,
  `CREATE INDEX ix_conversation_list_status_due ON conversation (status, due_at, id) WHERE NOT is_spam`,
];

const others = [
  // Holds every column that is counted or grouped by, so that the counts read nothing else.
  `CREATE INDEX ix_conversation_counts
    ON conversation (team_id, channel_id, assignee_id, status, due_warn_at, due_at, due_met_at)
    WHERE closed_at IS NULL AND NOT is_spam`,
  `CREATE INDEX ix_conversation_tags ON conversation USING gin (tags)`,
  // Mentions stand in notes, and most conversations have none.
  `CREATE INDEX ix_message_notes ON message (conversation_id) WHERE type = 'note'`,
];
