import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { MediaBytes, MediaDescription, MediaKind, MediaState, MediaVariant } from './media.types.ts';
import type { Blob, EncodedPicture } from './picture.ts';

export type MediaRow = Omit<MediaDescription, 'url' | 'previewUrl'>;

export interface PendingRow {
  id: string;
  kind: 'remote' | 'avatar';
  sourceUrl: string;
  alt: string;
  mimeType: string;
}

export interface ClaimedFetch {
  kind: MediaKind;
  sourceUrl: string;
  /** This one included. */
  attempts: number;
}

const columns = `
  id, kind, state, mime_type AS "mimeType", bytes, width, height, alt, source_url AS "sourceUrl",
  fail_reason AS "failReason", owner_agent_id AS "ownerAgentId"`;

@Injectable()
export class MediaRepository {
  constructor(private readonly database: Database) {}

  async describe(ids: readonly string[]): Promise<MediaRow[]> {
    return this.database.query(`SELECT ${columns} FROM media WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** The variant, or the original of a picture that is too small to have one. */
  async read(id: string, variant: MediaVariant): Promise<MediaBytes | null> {
    const [found] = await this.database.query<MediaBytes>(
      `SELECT b.data, b.mime_type AS "mimeType" FROM media_blob b JOIN media m ON m.id = b.media_id
       WHERE b.media_id = $1 AND b.variant IN ($2, 'original') AND m.state = 'ready' ORDER BY b.variant = $2 DESC LIMIT 1`,
      [id, variant],
    );
    return found ?? null;
  }

  async insertReady(
    tx: Tx,
    id: string,
    about: { kind: MediaKind; alt: string; ownerAgentId: string | null; now: Date },
    picture: EncodedPicture,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO media (id, kind, state, mime_type, bytes, width, height, alt, owner_agent_id, created_at)
       VALUES ($1, $2, 'ready', $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        about.kind,
        picture.mimeType,
        picture.bytes,
        picture.width,
        picture.height,
        about.alt,
        about.ownerAgentId,
        about.now,
      ],
    );
    await this.insertBlobs(tx, id, picture.blobs);
  }

  async insertRemote(tx: Tx, rows: readonly PendingRow[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    // An avatar that another transaction just stored is left as it is; `avatarIds` then finds it.
    await tx.query(
      `INSERT INTO media (id, kind, state, mime_type, alt, source_url, next_attempt_at, created_at)
       SELECT id, kind, 'pending', mime_type, alt, source_url, $6, $6
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS g (id, kind, mime_type, alt, source_url)
       ORDER BY kind, source_url, id ON CONFLICT DO NOTHING`,
      [
        rows.map(({ id }) => id),
        rows.map(({ kind }) => kind),
        rows.map(({ mimeType }) => mimeType),
        rows.map(({ alt }) => alt),
        rows.map(({ sourceUrl }) => sourceUrl),
        now,
      ],
    );
  }

  /**
   * What is stored for these avatar addresses, whoever stored it. One picture for each digest: whoever makes two
   * addresses of the same digest gets the picture of the first one for both.
   */
  async avatars(
    tx: Tx,
    sourceUrls: readonly string[],
  ): Promise<{ id: string; sourceUrl: string; state: MediaState }[]> {
    if (sourceUrls.length === 0) return [];
    return tx.query(
      `SELECT m.id, given.url AS "sourceUrl", m.state FROM unnest($1::text[]) AS given (url)
       JOIN media m ON m.kind = 'avatar' AND md5(m.source_url) = md5(given.url)`,
      [sourceUrls],
    );
  }

  /** Gives addresses that failed long ago another chance. */
  async reviveAvatars(tx: Tx, ids: readonly string[], now: Date, failedBefore: Date): Promise<void> {
    await tx.query(
      `UPDATE media SET state = 'pending', attempts = 0, fail_reason = NULL, next_attempt_at = $2
       WHERE id = ANY($1::uuid[]) AND state = 'failed' AND next_attempt_at <= $3`,
      [ids, now, failedBefore],
    );
  }

  async existing(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>('SELECT id FROM media WHERE id = ANY($1::uuid[])', [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  async setAlt(tx: Tx, id: string, alt: string): Promise<void> {
    await tx.query('UPDATE media SET alt = $2 WHERE id = $1', [id, alt]);
  }

  /** Takes what is due and hides it from others until `leaseUntil`; a job that is lost comes back then. */
  async takeDue(tx: Tx, now: Date, leaseUntil: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE media SET next_attempt_at = $2 WHERE id IN (
         SELECT id FROM media WHERE state = 'pending' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [now, leaseUntil, limit],
    );
    return rows.map(({ id }) => id);
  }

  async claim(tx: Tx, id: string, leaseUntil: Date): Promise<ClaimedFetch | null> {
    const [row] = await tx.query<ClaimedFetch>(
      `UPDATE media SET attempts = attempts + 1, next_attempt_at = $2 WHERE id = $1 AND state = 'pending'
       RETURNING kind, source_url AS "sourceUrl", attempts`,
      [id, leaseUntil],
    );
    return row ?? null;
  }

  /** @returns false when somebody else settled it meanwhile */
  async finish(tx: Tx, id: string, picture: EncodedPicture): Promise<boolean> {
    const done = await tx.query(
      `UPDATE media SET state = 'ready', mime_type = $2, bytes = $3, width = $4, height = $5, fail_reason = NULL, next_attempt_at = NULL
       WHERE id = $1 AND state = 'pending' RETURNING id`,
      [id, picture.mimeType, picture.bytes, picture.width, picture.height],
    );
    if (done.length === 0) return false;
    await this.insertBlobs(tx, id, picture.blobs);
    return true;
  }

  async postpone(tx: Tx, id: string, nextAttemptAt: Date, reason: string): Promise<void> {
    await tx.query(
      `UPDATE media SET next_attempt_at = $2, fail_reason = $3 WHERE id = $1 AND state = 'pending'`,
      [id, nextAttemptAt, reason],
    );
  }

  /** @returns false when somebody else settled it meanwhile */
  async giveUp(
    tx: Tx,
    id: string,
    state: 'failed' | 'refused',
    about: { reason: string; at: Date },
  ): Promise<boolean> {
    const done = await tx.query(
      `UPDATE media SET state = $2, fail_reason = $3, next_attempt_at = $4 WHERE id = $1 AND state = 'pending' RETURNING id`,
      [id, state, about.reason, about.at],
    );
    return done.length > 0;
  }

  async delete(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM media WHERE id = ANY($1::uuid[])', [ids]);
  }

  private async insertBlobs(tx: Tx, id: string, blobs: readonly Blob[]): Promise<void> {
    await tx.query(
      `INSERT INTO media_blob (media_id, variant, mime_type, data)
       SELECT $1, variant, mime_type, data FROM unnest($2::text[], $3::text[], $4::bytea[]) AS b (variant, mime_type, data)`,
      [
        id,
        blobs.map(({ variant }) => variant),
        blobs.map(({ mimeType }) => mimeType),
        blobs.map(({ data }) => data),
      ],
    );
  }
}
