import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Conversations1795219270000 implements MigrationInterface {
  name = 'Conversations1795219270000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...conversations, ...messages, ...partsOfMessages, ...signedForEver]) {
      await runner.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const conversations = [
  `CREATE TABLE conversation (
    id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    sequence integer NOT NULL DEFAULT 0,
    channel_id uuid NOT NULL,
    team_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    root_external_id text NOT NULL,
    generation integer NOT NULL DEFAULT 0,
    kind text NOT NULL,
    visibility text NOT NULL,
    status text NOT NULL,
    priority text NOT NULL DEFAULT 'normal',
    assignee_id uuid,
    assigned_at timestamptz(3),
    subject text NOT NULL DEFAULT '',
    excerpt text NOT NULL DEFAULT '',
    language text,
    tags text[] NOT NULL DEFAULT '{}',
    rating integer,
    unread boolean NOT NULL DEFAULT false,
    last_customer_message_at timestamptz(3) NOT NULL,
    last_message_at timestamptz(3) NOT NULL,
    snoozed_until timestamptz(3),
    closed_at timestamptz(3),
    is_spam boolean NOT NULL DEFAULT false,
    is_history boolean NOT NULL DEFAULT false,
    last_helper_id uuid,
    reply_count integer NOT NULL DEFAULT 0,
    due_at timestamptz(3),
    due_metric text,
    due_started_at timestamptz(3),
    due_warn_at timestamptz(3),
    due_met_at timestamptz(3),
    has_failed_delivery boolean NOT NULL DEFAULT false,
    incident_id uuid,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_conversation PRIMARY KEY (id),
    CONSTRAINT uq_conversation_root UNIQUE (channel_id, root_external_id, generation),
    CONSTRAINT fk_conversation_channel FOREIGN KEY (channel_id) REFERENCES channel (id),
    CONSTRAINT fk_conversation_team FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT fk_conversation_contact FOREIGN KEY (contact_id) REFERENCES contact (id),
    CONSTRAINT fk_conversation_assignee FOREIGN KEY (assignee_id) REFERENCES agent (id),
    CONSTRAINT fk_conversation_helper FOREIGN KEY (last_helper_id) REFERENCES agent (id),
    CONSTRAINT ck_conversation_kind CHECK (kind IN ('mention', 'comment', 'review', 'message')),
    CONSTRAINT ck_conversation_visibility CHECK (visibility IN ('public', 'private')),
    CONSTRAINT ck_conversation_status CHECK (status IN ('new', 'open', 'waiting', 'snoozed', 'closed')),
    CONSTRAINT ck_conversation_priority CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    CONSTRAINT ck_conversation_closed CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT ck_conversation_metric CHECK (due_metric IN ('firstResponse', 'nextResponse'))
  )`,
  `CREATE INDEX ix_conversation_recent ON conversation (last_customer_message_at, id)`,
  `CREATE INDEX ix_conversation_team ON conversation (team_id, last_customer_message_at, id) WHERE closed_at IS NULL`,
  `CREATE INDEX ix_conversation_assignee ON conversation (assignee_id, last_customer_message_at, id)
    WHERE closed_at IS NULL`,
  `CREATE INDEX ix_conversation_contact ON conversation (contact_id, last_customer_message_at)`,
  `CREATE INDEX ix_conversation_due ON conversation (due_at) WHERE due_met_at IS NULL AND due_at IS NOT NULL`,
  `CREATE INDEX ix_conversation_snoozed ON conversation (snoozed_until) WHERE status = 'snoozed'`,
];

const messages = [
  `CREATE TABLE message (
    id uuid NOT NULL,
    conversation_id uuid,
    channel_id uuid NOT NULL,
    external_id text,
    root_external_id text,
    type text NOT NULL,
    visibility text NOT NULL,
    sequence integer NOT NULL,
    identity_id uuid,
    agent_id uuid,
    author_snapshot jsonb,
    text text NOT NULL,
    signature text,
    check_code text,
    language text,
    rating integer,
    permalink text,
    in_reply_to_message_id uuid,
    in_reply_to_external_id text,
    is_own boolean NOT NULL DEFAULT false,
    addresses_us boolean NOT NULL DEFAULT false,
    reply_context jsonb NOT NULL DEFAULT '{}',
    posted_at timestamptz(3) NOT NULL,
    ordered_at timestamptz(3) NOT NULL,
    received_at timestamptz(3) NOT NULL,
    edited_at timestamptz(3),
    deleted_at timestamptz(3),
    delivery_state text,
    delivery_next_at timestamptz(3),
    delivery_attempts integer NOT NULL DEFAULT 0,
    delivery_error jsonb,
    search tsvector GENERATED ALWAYS AS (
      to_tsvector('german'::regconfig, left(text, 20000)) || to_tsvector('simple'::regconfig, left(text, 20000))
    ) STORED,
    CONSTRAINT pk_message PRIMARY KEY (id),
    CONSTRAINT uq_message_check_code UNIQUE (check_code),
    CONSTRAINT fk_message_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_message_channel FOREIGN KEY (channel_id) REFERENCES channel (id),
    CONSTRAINT fk_message_identity FOREIGN KEY (identity_id) REFERENCES contact_identity (id),
    CONSTRAINT fk_message_agent FOREIGN KEY (agent_id) REFERENCES agent (id),
    CONSTRAINT ck_message_type CHECK (type IN ('inbound', 'reply', 'note')),
    CONSTRAINT ck_message_visibility CHECK (visibility IN ('public', 'private', 'internal')),
    CONSTRAINT ck_message_internal CHECK ((type = 'note') = (visibility = 'internal')),
    CONSTRAINT ck_message_author CHECK (type = 'inbound' OR agent_id IS NOT NULL),
    CONSTRAINT ck_message_signed CHECK (type <> 'reply' OR (agent_id IS NOT NULL AND author_snapshot IS NOT NULL)),
    CONSTRAINT ck_message_place CHECK (
      conversation_id IS NOT NULL OR (type = 'inbound' AND (is_own OR deleted_at IS NOT NULL))
    ),
    CONSTRAINT ck_message_external CHECK (type <> 'inbound' OR external_id IS NOT NULL),
    CONSTRAINT ck_message_delivery CHECK ((type = 'reply') = (delivery_state IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX uq_message_external ON message (channel_id, external_id) WHERE external_id IS NOT NULL`,
  `CREATE INDEX ix_message_thread ON message (conversation_id, ordered_at, id)`,
  `CREATE INDEX ix_message_parent ON message (channel_id, in_reply_to_external_id)
    WHERE in_reply_to_external_id IS NOT NULL`,
  `CREATE INDEX ix_message_context ON message (channel_id, root_external_id) WHERE conversation_id IS NULL`,
  `CREATE INDEX ix_message_pending ON message (channel_id) WHERE type = 'reply' AND external_id IS NULL`,
  `CREATE INDEX ix_message_sweep ON message (channel_id, received_at)
    WHERE external_id IS NOT NULL AND deleted_at IS NULL`,
  `CREATE INDEX ix_message_search ON message USING gin (search)`,
];

const partsOfMessages = [
  `CREATE TABLE message_version (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    text text NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_message_version PRIMARY KEY (id),
    CONSTRAINT fk_message_version_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_message_version_message ON message_version (message_id, at)`,
  `CREATE TABLE message_media (
    message_id uuid NOT NULL,
    position integer NOT NULL,
    media_id uuid NOT NULL,
    alt text NOT NULL DEFAULT '',
    mime_type text NOT NULL,
    source_url text,
    CONSTRAINT pk_message_media PRIMARY KEY (message_id, position),
    CONSTRAINT fk_message_media_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE,
    CONSTRAINT fk_message_media_media FOREIGN KEY (media_id) REFERENCES media (id)
  )`,
  `CREATE INDEX ix_message_media_media ON message_media (media_id)`,
  `CREATE TABLE message_mention (
    message_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    seen_at timestamptz(3),
    CONSTRAINT pk_message_mention PRIMARY KEY (message_id, agent_id),
    CONSTRAINT fk_message_mention_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE,
    CONSTRAINT fk_message_mention_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_message_mention_unseen ON message_mention (agent_id) WHERE seen_at IS NULL`,
  `CREATE TABLE conversation_event (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    type text NOT NULL,
    actor_agent_id uuid,
    data jsonb NOT NULL DEFAULT '{}',
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_conversation_event PRIMARY KEY (id),
    CONSTRAINT fk_conversation_event_conversation FOREIGN KEY (conversation_id)
      REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_conversation_event_actor FOREIGN KEY (actor_agent_id) REFERENCES agent (id)
  )`,
  `CREATE INDEX ix_conversation_event_conversation ON conversation_event (conversation_id, at)`,
];

/** Who wrote a reply, and how it was signed, is what the check page vouches for: nothing may change it afterwards. */
const signedForEver = [
  `CREATE FUNCTION refuse_to_resign_reply() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'A reply keeps the agent, snapshot, signature and check code it was written with (message %).', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END $$`,
  `CREATE TRIGGER reply_is_signed_for_ever BEFORE UPDATE ON message FOR EACH ROW
    WHEN (OLD.type = 'reply' AND (
      NEW.type IS DISTINCT FROM OLD.type OR NEW.agent_id IS DISTINCT FROM OLD.agent_id
      OR NEW.author_snapshot IS DISTINCT FROM OLD.author_snapshot
      OR NEW.signature IS DISTINCT FROM OLD.signature OR NEW.check_code IS DISTINCT FROM OLD.check_code))
    EXECUTE FUNCTION refuse_to_resign_reply()`,
];
