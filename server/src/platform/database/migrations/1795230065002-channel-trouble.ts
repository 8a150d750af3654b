import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a channel did not work, kept beyond its end: an answer that was late meanwhile has a reason. */
export class ChannelTrouble1795230065002 implements MigrationInterface {
  name = 'ChannelTrouble1795230065002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const IN_TROUBLE = `IN ('degraded', 'reconnect')`;

const statements = [
  `CREATE TABLE channel_trouble (
    channel_id uuid NOT NULL,
    from_at timestamptz(3) NOT NULL,
    to_at timestamptz(3),
    CONSTRAINT pk_channel_trouble PRIMARY KEY (channel_id, from_at),
    CONSTRAINT fk_channel_trouble_channel FOREIGN KEY (channel_id) REFERENCES channel (id) ON DELETE CASCADE
  )`,
  `INSERT INTO channel_trouble (channel_id, from_at) SELECT id, health_since FROM channel WHERE health_state ${IN_TROUBLE}`,
  `CREATE FUNCTION keep_channel_trouble() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.health_state ${IN_TROUBLE} THEN
      INSERT INTO channel_trouble (channel_id, from_at)
      SELECT NEW.id, NEW.health_since
      WHERE NOT EXISTS (SELECT FROM channel_trouble WHERE channel_id = NEW.id AND to_at IS NULL)
      ON CONFLICT (channel_id, from_at) DO UPDATE SET to_at = NULL;
    ELSE
      UPDATE channel_trouble SET to_at = greatest(from_at, NEW.health_since) WHERE channel_id = NEW.id AND to_at IS NULL;
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER trouble_is_kept AFTER INSERT OR UPDATE OF health_state ON channel
    FOR EACH ROW EXECUTE FUNCTION keep_channel_trouble()`,
];
