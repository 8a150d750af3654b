import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface KnownIdentity {
  identityId: string;
  contactId: string;
  externalId: string;
  handle: string | null;
  name: string;
  avatarSourceUrl: string | null;
  profileUrl: string | null;
  isMuted: boolean;
}

export interface NewIdentity {
  identityId: string;
  contactId: string;
  externalId: string;
  handle: string | null;
  name: string;
  avatarSourceUrl: string | null;
  avatarMediaId: string | null;
  profileUrl: string | null;
}

const KNOWN = `i.id AS "identityId", i.contact_id AS "contactId", i.external_id AS "externalId", i.handle, i.name,
  i.avatar_source_url AS "avatarSourceUrl", i.profile_url AS "profileUrl", c.muted_at IS NOT NULL AS "isMuted"`;

/** Rows of `contact` and `contact_identity`. */
@Injectable()
export class ContactsRepository {
  findIdentities(tx: Tx, scope: string, externalIds: readonly string[]): Promise<KnownIdentity[]> {
    return tx.query(
      `SELECT ${KNOWN} FROM contact_identity i JOIN contact c ON c.id = i.contact_id
       WHERE i.scope = $1 AND i.external_id = ANY($2::text[])`,
      [scope, externalIds],
    );
  }

  /**
   * One contact for each identity that is really new. The foreign key is checked at the end of the statement, so
   * the identity decides first and no contact is left over when another transaction was faster.
   *
   * @returns external ids of what was inserted
   */
  async insertIdentities(
    tx: Tx,
    place: { scope: string; network: string },
    rows: readonly NewIdentity[],
    now: Date,
  ): Promise<string[]> {
    const fresh = await tx.query<{ externalId: string }>(
      `WITH fresh AS (
         INSERT INTO contact_identity (id, contact_id, scope, network, external_id, handle, name, avatar_source_url,
           avatar_media_id, profile_url, created_at)
         SELECT r.id, r.contact_id, $1, $2, r.external_id, r.handle, r.name, r.avatar_source_url, r.avatar_media_id,
           r.profile_url, $3
         FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[], $11::text[])
           AS r(id, contact_id, external_id, handle, name, avatar_source_url, avatar_media_id, profile_url)
         ORDER BY r.external_id
         ON CONFLICT (scope, external_id) DO NOTHING
         RETURNING contact_id, external_id, name
       ), people AS (
         INSERT INTO contact (id, display_name, created_at) SELECT contact_id, name, $3 FROM fresh
       )
       SELECT external_id AS "externalId" FROM fresh`,
      [place.scope, place.network, now, ...columnsOf(rows, true)],
    );
    return fresh.map((row) => row.externalId);
  }

  /** Takes over what the network says now; a contact that bears the old name follows. */
  async updateIdentities(tx: Tx, rows: readonly NewIdentity[]): Promise<void> {
    await tx.query(
      `WITH old AS (
         SELECT i.id, i.contact_id, i.name FROM contact_identity i WHERE i.id = ANY($1::uuid[]) ORDER BY i.id FOR UPDATE
       ), changed AS (
         UPDATE contact_identity i
         SET handle = r.handle, name = r.name, avatar_source_url = r.avatar_source_url,
             avatar_media_id = CASE WHEN r.avatar_source_url IS NULL THEN NULL
               ELSE coalesce(r.avatar_media_id, i.avatar_media_id) END, profile_url = r.profile_url
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[])
           AS r(id, handle, name, avatar_source_url, avatar_media_id, profile_url)
         JOIN old ON old.id = r.id
         WHERE i.id = r.id
         RETURNING i.contact_id, i.name, old.name AS old_name
       )
       UPDATE contact c SET display_name = changed.name FROM changed
       WHERE c.id = changed.contact_id AND c.display_name = changed.old_name AND changed.name <> changed.old_name`,
      columnsOf(rows, false),
    );
  }

  /** @returns whether it changed anything; false also without such a contact */
  async setMuted(tx: Tx, contactId: string, muted: { at: Date; byAgentId: string } | null): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE contact SET muted_at = $2, muted_by_agent_id = $3
       WHERE id = $1 AND (muted_at IS NULL) = ($2::timestamptz IS NOT NULL) RETURNING id`,
      [contactId, muted?.at ?? null, muted?.byAgentId ?? null],
    );
    return rows.length > 0;
  }

  /** The contacts whose pictures these are. */
  async contactsWithAvatars(tx: Tx, mediaIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT contact_id AS id FROM contact_identity WHERE avatar_media_id = ANY($1::uuid[])`,
      [mediaIds],
    );
    return rows.map((row) => row.id);
  }
}

function columnsOf(rows: readonly NewIdentity[], withKeys: boolean): unknown[] {
  return [
    rows.map((row) => row.identityId),
    ...(withKeys ? [rows.map((row) => row.contactId), rows.map((row) => row.externalId)] : []),
    rows.map((row) => row.handle),
    rows.map((row) => row.name),
    rows.map((row) => row.avatarSourceUrl),
    rows.map((row) => row.avatarMediaId),
    rows.map((row) => row.profileUrl),
  ];
}
