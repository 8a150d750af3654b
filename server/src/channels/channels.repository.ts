import { Injectable } from '@nestjs/common';
import type { ChannelHealthState } from '@visavis/shared/api/channels';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Channel, ChannelAccount, ChannelBudget, ChannelMeasure } from './channel.types.ts';

/** A row of `channel`, without what is sealed. */
export interface StoredChannel extends Omit<Channel, 'health'> {
  /** Rises with the settings. */
  settingsVersion: number;
  healthState: ChannelHealthState;
  healthReason: string | null;
  healthSince: Date;
  lastPostAt: Date | null;
  lagSeconds: number | null;
  budget: ChannelBudget | null;
}

/** What a connector is built from. */
export interface ConnectorRow {
  network: string;
  settings: Record<string, string>;
  sealedSecrets: string | null;
  sealedState: string | null;
  settingsVersion: number;
}

export interface NewChannelRow {
  id: string;
  network: string;
  name: string;
  teamId: string;
  since: Date;
  settings: Record<string, string>;
  sealedSecrets: string | null;
  sealedState: string | null;
  account: ChannelAccount | null;
  textLimit: number | null;
  measure: ChannelMeasure;
  nextPollAt: Date | null;
  now: Date;
}

export interface HealthRow {
  state: ChannelHealthState;
  reason: string | null;
  at: Date;
}

const CHANNEL = `ch.id, ch.network, ch.name, ch.team_id AS "teamId", ch.since, ch.settings,
  ch.settings_version AS "settingsVersion",
  ch.account, ch.text_limit AS "textLimit", ch.measure, ch.health_state AS "healthState",
  ch.health_reason AS "healthReason", ch.health_since AS "healthSince", ch.last_post_at AS "lastPostAt",
  ch.lag_seconds AS "lagSeconds", ch.budget, ch.paused_at AS "pausedAt", ch.created_at AS "createdAt"`;

/** Rows of `channel`. */
@Injectable()
export class ChannelsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<StoredChannel | null> {
    const [row] = await this.database.query<StoredChannel>(
      `SELECT ${CHANNEL} FROM channel ch WHERE ch.id = $1`,
      [id],
    );
    return row ?? null;
  }

  list(): Promise<StoredChannel[]> {
    return this.database.query(`SELECT ${CHANNEL} FROM channel ch ORDER BY lower(ch.name), ch.id`);
  }

  async findConnector(id: string): Promise<ConnectorRow | null> {
    const [row] = await this.database.query<ConnectorRow>(
      `SELECT network, settings, sealed_secrets AS "sealedSecrets", sealed_state AS "sealedState",
         settings_version AS "settingsVersion"
       FROM channel WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  async insert(tx: Tx, row: NewChannelRow): Promise<void> {
    await tx.query(
      `INSERT INTO channel (id, network, name, team_id, since, settings, sealed_secrets, sealed_state, account,
         text_limit, measure, next_poll_at, next_sweep_at, health_since, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $13)`,
      [
        row.id,
        row.network,
        row.name,
        row.teamId,
        row.since,
        JSON.stringify(row.settings),
        row.sealedSecrets,
        row.sealedState,
        row.account === null ? null : JSON.stringify(row.account),
        row.textLimit,
        JSON.stringify(row.measure),
        row.nextPollAt,
        row.now,
      ],
    );
  }

  async rename(tx: Tx, id: string, changes: { name: string; teamId: string }): Promise<void> {
    await tx.query(`UPDATE channel SET name = $2, team_id = $3 WHERE id = $1`, [
      id,
      changes.name,
      changes.teamId,
    ]);
  }

  async replaceSettings(
    tx: Tx,
    id: string,
    row: { settings: Record<string, string>; sealedSecrets: string | null; sealedState: string | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE channel SET settings = $2, sealed_secrets = $3, sealed_state = $4, settings_version = settings_version + 1
       WHERE id = $1`,
      [id, JSON.stringify(row.settings), row.sealedSecrets, row.sealedState],
    );
  }

  /** Nothing of a connector that was built from earlier settings: its session may be that of another account. */
  async saveState(tx: Tx, id: string, settingsVersion: number, sealedState: string): Promise<void> {
    await tx.query(`UPDATE channel SET sealed_state = $3 WHERE id = $1 AND settings_version = $2`, [
      id,
      settingsVersion,
      sealedState,
    ]);
  }

  /** What a test of the connection found out; what it did not find out stays. */
  async learn(
    tx: Tx,
    id: string,
    found: { account: ChannelAccount | null; textLimit: number | null; measure: ChannelMeasure | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE channel SET account = coalesce($2, account), text_limit = coalesce($3, text_limit),
         measure = coalesce($4, measure)
       WHERE id = $1`,
      [
        id,
        found.account === null ? null : JSON.stringify(found.account),
        found.textLimit,
        found.measure === null ? null : JSON.stringify(found.measure),
      ],
    );
  }

  /**
   * What was paused by hand is paused, whatever those who were on the network with it have to tell.
   *
   * @returns whether the state or its reason changed; since when it lasts is kept while it lasts
   */
  async setHealth(tx: Tx, id: string, health: HealthRow): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE channel SET health_state = $2, health_reason = $3,
         health_since = CASE WHEN health_state = $2 THEN health_since ELSE $4 END
       WHERE id = $1 AND (health_state, health_reason) IS DISTINCT FROM ($2, $3)
         AND ($2 = 'paused' OR paused_at IS NULL) RETURNING id`,
      [id, health.state, health.reason, health.at],
    );
    return rows.length > 0;
  }

  async setPaused(tx: Tx, id: string, pausedAt: Date | null, nextAt: Date | null): Promise<void> {
    await tx.query(
      `UPDATE channel SET paused_at = $2, failures = 0,
         next_poll_at = CASE WHEN next_poll_at IS NULL THEN NULL ELSE coalesce($3, next_poll_at) END
       WHERE id = $1`,
      [id, pausedAt, nextAt],
    );
  }

  /** Moves the cursor together with the posts it stands behind; a null cursor leaves it where it is. */
  async advance(
    tx: Tx,
    id: string,
    row: {
      cursor: object | null;
      lastPostAt: Date | null;
      lagSeconds: number | null;
      budget: ChannelBudget | null;
    },
  ): Promise<void> {
    await tx.query(
      `UPDATE channel SET cursor = coalesce($2, cursor), last_post_at = greatest(last_post_at, $3),
         lag_seconds = coalesce($4, lag_seconds), budget = coalesce($5, budget), failures = 0
       WHERE id = $1`,
      [
        id,
        row.cursor === null ? null : JSON.stringify(row.cursor),
        row.lastPostAt,
        row.lagSeconds,
        row.budget === null ? null : JSON.stringify(row.budget),
      ],
    );
  }
}
