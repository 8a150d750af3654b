import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts of clocks: who is told by which way, what was told already, and calls that webhooks are owed. */
export class Alerts1795230040000 implements MigrationInterface {
  name = 'Alerts1795230040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...notices, ...firstRules]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const tables = [
  `CREATE TABLE alert_webhook (
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    sealed_secret text NOT NULL,
    last_at timestamptz(3),
    last_status integer,
    last_fault text,
    CONSTRAINT pk_alert_webhook PRIMARY KEY (id)
  )`,
  `CREATE TABLE alert_rule (
    id uuid NOT NULL,
    team_id uuid,
    trigger text NOT NULL,
    recipients text NOT NULL,
    agent_ids uuid[] NOT NULL DEFAULT '{}',
    in_app boolean NOT NULL,
    by_browser boolean NOT NULL,
    by_mail boolean NOT NULL,
    webhook_id uuid,
    is_active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT pk_alert_rule PRIMARY KEY (id),
    CONSTRAINT fk_alert_rule_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_alert_rule_webhook FOREIGN KEY (webhook_id) REFERENCES alert_webhook (id),
    CONSTRAINT ck_alert_rule_trigger CHECK (trigger IN ('warning', 'breach', 'channelDown')),
    CONSTRAINT ck_alert_rule_recipients CHECK (recipients IN ('assignee', 'leads', 'group')),
    CONSTRAINT ck_alert_rule_channel CHECK (trigger <> 'channelDown' OR recipients <> 'assignee'),
    CONSTRAINT ck_alert_rule_group CHECK ((recipients = 'group') = (agent_ids <> '{}')),
    CONSTRAINT ck_alert_rule_ways CHECK (in_app OR by_browser OR by_mail OR webhook_id IS NOT NULL)
  )`,
  `CREATE TABLE sla_alert (
    id uuid NOT NULL,
    target_id uuid NOT NULL,
    trigger text NOT NULL,
    at timestamptz(3) NOT NULL,
    heard_at timestamptz(3) NOT NULL,
    turn_id uuid,
    CONSTRAINT pk_sla_alert PRIMARY KEY (target_id, trigger),
    CONSTRAINT fk_sla_alert_target FOREIGN KEY (target_id) REFERENCES sla_target (id) ON DELETE CASCADE,
    CONSTRAINT ck_sla_alert_trigger CHECK (trigger IN ('warning', 'breach'))
  )`,
  // What is still to be told, and what was told in one turn.
  `CREATE INDEX ix_sla_alert_untold ON sla_alert (heard_at) WHERE turn_id IS NULL`,
  `CREATE INDEX ix_sla_alert_turn ON sla_alert (turn_id) WHERE turn_id IS NOT NULL`,
  `CREATE INDEX ix_sla_alert_heard ON sla_alert (heard_at)`,
  // One row per trouble of a channel: since when it is in that state.
  `CREATE TABLE channel_alert (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    state text NOT NULL,
    since timestamptz(3) NOT NULL,
    heard_at timestamptz(3) NOT NULL,
    due_at timestamptz(3) NOT NULL,
    turn_id uuid,
    CONSTRAINT pk_channel_alert PRIMARY KEY (id),
    CONSTRAINT uq_channel_alert_since UNIQUE (channel_id, since),
    CONSTRAINT fk_channel_alert_channel FOREIGN KEY (channel_id) REFERENCES channel (id) ON DELETE CASCADE,
    CONSTRAINT ck_channel_alert_state CHECK (state IN ('degraded', 'reconnect'))
  )`,
  `CREATE INDEX ix_channel_alert_untold ON channel_alert (due_at) WHERE turn_id IS NULL`,
  `CREATE INDEX ix_channel_alert_turn ON channel_alert (turn_id) WHERE turn_id IS NOT NULL`,
  `CREATE INDEX ix_channel_alert_heard ON channel_alert (heard_at)`,
  `CREATE TABLE alert_delivery (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    trigger text NOT NULL,
    count integer NOT NULL,
    conversations jsonb NOT NULL,
    channels jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz(3) NOT NULL,
    due_at timestamptz(3) NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    sent_at timestamptz(3),
    given_up_at timestamptz(3),
    CONSTRAINT pk_alert_delivery PRIMARY KEY (id),
    CONSTRAINT fk_alert_delivery_webhook FOREIGN KEY (webhook_id) REFERENCES alert_webhook (id) ON DELETE CASCADE,
    CONSTRAINT ck_alert_delivery_trigger CHECK (trigger IN ('warning', 'breach', 'channelDown'))
  )`,
  `CREATE INDEX ix_alert_delivery_due ON alert_delivery (due_at) WHERE sent_at IS NULL AND given_up_at IS NULL`,
  `CREATE INDEX ix_alert_delivery_webhook ON alert_delivery (webhook_id, trigger, created_at)`,
  `CREATE INDEX ix_alert_delivery_created ON alert_delivery (created_at)`,
];

const notices = [
  `ALTER TABLE notice
     ADD COLUMN size integer NOT NULL DEFAULT 1,
     ADD COLUMN alerted_at timestamptz(3),
     ADD COLUMN channel_id uuid,
     ADD COLUMN team_id uuid,
     ALTER COLUMN conversation_id DROP NOT NULL,
     ADD CONSTRAINT fk_notice_channel FOREIGN KEY (channel_id) REFERENCES channel (id) ON DELETE CASCADE,
     ADD CONSTRAINT fk_notice_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
     ADD CONSTRAINT ck_notice_about CHECK (num_nonnulls(conversation_id, channel_id, team_id) = 1),
     ADD CONSTRAINT ck_notice_size CHECK (size = 1 OR alerted_at IS NOT NULL),
     DROP CONSTRAINT ck_notice_kind,
     ADD CONSTRAINT ck_notice_kind CHECK (kind IN ('askedForHelp', 'handOver', 'slaBreach', 'slaWarning', 'channelDown',
       'unlockAsked', 'unlockDecided', 'mentioned', 'answered', 'customerBack', 'assigned', 'takenOver', 'followed'))`,
  // What a deleted channel or team takes along is looked for by it.
  `CREATE INDEX ix_notice_channel ON notice (channel_id) WHERE channel_id IS NOT NULL`,
  `CREATE INDEX ix_notice_team ON notice (team_id) WHERE team_id IS NOT NULL`,
];

/** Nobody has to set anything up to be warned; whoever wants it otherwise changes or deletes these. */
const firstRules = [
  `INSERT INTO alert_rule (id, trigger, recipients, in_app, by_browser, by_mail) VALUES
     (gen_random_uuid(), 'warning', 'assignee', true, false, false),
     (gen_random_uuid(), 'breach', 'leads', true, false, false),
     (gen_random_uuid(), 'channelDown', 'leads', true, false, false)`,
];
