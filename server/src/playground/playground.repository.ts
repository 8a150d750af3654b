import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Person, PostInContext, PostRow } from './playground.types.ts';

const personColumns = `id, handle, name, portrait, is_brand AS "isBrand", avatar_media_id AS "avatarMediaId"`;

const postColumns = `
  p.id, p.account_id AS "accountId", p.text, p.visibility, p.in_reply_to_id AS "inReplyToId", p.root_id AS "rootId",
  p.branch_id AS "branchId", p.counterpart_id AS "counterpartId", p.mentions_brand AS "mentionsBrand", p.media, p.agent,
  p.check_url AS "checkUrl", p.idempotency_key AS "idempotencyKey", p.change::double precision AS change,
  p.created_at AS "createdAt", p.edited_at AS "editedAt", p.deleted_at AS "deletedAt"`;

const selectInContext = `
  SELECT ${postColumns},
    jsonb_build_object('id', a.id, 'handle', a.handle, 'name', a.name, 'portrait', a.portrait, 'isBrand', a.is_brand,
      'avatarMediaId', a.avatar_media_id) AS author,
    root_author.is_brand AS "rootIsBrand", coalesce(parent_author.is_brand, false) AS "answersBrand"
  FROM playground_post p
  JOIN playground_account a ON a.id = p.account_id
  JOIN playground_post root ON root.id = p.root_id
  JOIN playground_account root_author ON root_author.id = root.account_id
  LEFT JOIN playground_post parent ON parent.id = p.in_reply_to_id
  LEFT JOIN playground_account parent_author ON parent_author.id = parent.account_id`;

/** Spells "play". Writers take turns, so that `change` rises in the order in which they become visible. */
const WRITE_LOCK = 0x70_6c_61_79;

export interface ThreadKey {
  at: Date;
  rootId: string;
}

@Injectable()
export class PlaygroundRepository {
  constructor(private readonly database: Database) {}

  async people(): Promise<Person[]> {
    return this.database.query<Person>(
      `SELECT ${personColumns} FROM playground_account ORDER BY is_brand, id`,
    );
  }

  async findPerson(key: 'id' | 'handle', value: string): Promise<Person | null> {
    const sql = `SELECT ${personColumns} FROM playground_account WHERE ${key} = $1`;
    const [found] = await this.database.query<Person>(sql, [value]);
    return found ?? null;
  }

  /** @returns the ids of those that are new */
  async addPeople(tx: Tx, people: readonly Omit<Person, 'avatarMediaId'>[], now: Date): Promise<string[]> {
    const made = await tx.query<{ id: string }>(
      `INSERT INTO playground_account (id, handle, name, portrait, is_brand, created_at)
       SELECT id, handle, name, portrait, "isBrand", $2 FROM jsonb_to_recordset($1::jsonb)
         AS given (id uuid, handle text, name text, portrait text, "isBrand" boolean)
       ON CONFLICT (handle) DO NOTHING RETURNING id`,
      [JSON.stringify(people), now],
    );
    return made.map(({ id }) => id);
  }

  async setAvatar(tx: Tx, accountId: string, mediaId: string): Promise<void> {
    await tx.query(`UPDATE playground_account SET avatar_media_id = $2 WHERE id = $1`, [accountId, mediaId]);
  }

  /** Takes the writers' turn for the rest of the transaction. @returns the number of the next change */
  async takeTurn(tx: Tx): Promise<number> {
    await tx.query(`SELECT pg_advisory_xact_lock($1)`, [WRITE_LOCK]);
    const [last] = await tx.query<{ change: number }>(
      `SELECT coalesce(max(change), 0)::double precision AS change FROM playground_post`,
    );
    return (last?.change ?? 0) + 1;
  }

  async lastChange(): Promise<number> {
    const [last] = await this.database.query<{ change: number }>(
      `SELECT coalesce(max(change), 0)::double precision AS change FROM playground_post`,
    );
    return last?.change ?? 0;
  }

  async insert(tx: Tx, post: PostRow): Promise<void> {
    await tx.query(
      `INSERT INTO playground_post (id, account_id, text, visibility, in_reply_to_id, root_id, branch_id, counterpart_id,
         mentions_brand, media, agent, check_url, idempotency_key, change, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        post.id,
        post.accountId,
        post.text,
        post.visibility,
        post.inReplyToId,
        post.rootId,
        post.branchId,
        post.counterpartId,
        post.mentionsBrand,
        JSON.stringify(post.media),
        post.agent === null ? null : JSON.stringify(post.agent),
        post.checkUrl,
        post.idempotencyKey,
        post.change,
        post.createdAt,
      ],
    );
  }

  async edit(
    tx: Tx,
    id: string,
    changes: { text: string; mentionsBrand: boolean; change: number; at: Date },
  ): Promise<void> {
    await tx.query(
      `UPDATE playground_post SET text = $2, mentions_brand = mentions_brand OR $3, change = $4, edited_at = $5
       WHERE id = $1`,
      [id, changes.text, changes.mentionsBrand, changes.change, changes.at],
    );
  }

  async markDeleted(tx: Tx, id: string, change: number, at: Date): Promise<void> {
    await tx.query(
      `UPDATE playground_post SET deleted_at = $3, change = $2, text = '', media = '[]' WHERE id = $1`,
      [id, change, at],
    );
  }

  async findForWrite(tx: Tx, id: string): Promise<PostInContext | null> {
    const [found] = await tx.query<PostInContext>(`${selectInContext} WHERE p.id = $1`, [id]);
    return found ?? null;
  }

  async find(id: string): Promise<PostInContext | null> {
    const [found] = await this.database.query<PostInContext>(`${selectInContext} WHERE p.id = $1`, [id]);
    return found ?? null;
  }

  async findByKey(key: string): Promise<PostInContext | null> {
    const sql = `${selectInContext} WHERE p.idempotency_key = $1`;
    const [found] = await this.database.query<PostInContext>(sql, [key]);
    return found ?? null;
  }

  /** The root of somebody's private exchange with the brand; null before the first message. */
  async privateRoot(tx: Tx, counterpartId: string): Promise<string | null> {
    const [found] = await tx.query<{ rootId: string }>(
      `SELECT root_id AS "rootId" FROM playground_post WHERE counterpart_id = $1 LIMIT 1`,
      [counterpartId],
    );
    return found?.rootId ?? null;
  }

  /** When somebody wrote to the brand in private last; null when they never did. */
  async lastPrivateAt(tx: Tx, counterpartId: string): Promise<Date | null> {
    const [found] = await tx.query<{ at: Date | null }>(
      `SELECT max(created_at) AS at FROM playground_post WHERE counterpart_id = $1 AND account_id = $1`,
      [counterpartId],
    );
    return found?.at ?? null;
  }

  /** The newest threads that `viewerId` may see, the one with the newest post first. */
  async threadKeys(viewerId: string | null, before: ThreadKey | null, limit: number): Promise<ThreadKey[]> {
    return this.database.query<ThreadKey>(
      `SELECT root_id AS "rootId", max(created_at) AS at FROM playground_post
       WHERE visibility = 'public' OR counterpart_id = $1
       GROUP BY root_id
       HAVING $2::timestamptz IS NULL OR (max(created_at), root_id) < ($2, $3)
       ORDER BY max(created_at) DESC, root_id DESC LIMIT $4`,
      [viewerId, before?.at ?? null, before?.rootId ?? null, limit],
    );
  }

  async postsOf(rootIds: readonly string[]): Promise<PostInContext[]> {
    return this.database.query<PostInContext>(
      `${selectInContext} WHERE p.root_id = ANY($1) ORDER BY p.created_at, p.id`,
      [rootIds],
    );
  }

  /**
   * What the brand is told after `since`, in the order of the changes: private messages, and every post of a thread in
   * which it was mentioned or wrote. A thread that it began is its own business until somebody comments.
   */
  async notices(since: number, from: Date, limit: number): Promise<PostInContext[]> {
    return this.database.query<PostInContext>(
      `${selectInContext}
       WHERE p.change > $1 AND p.created_at >= $2 AND NOT (a.is_brand AND p.in_reply_to_id IS NULL)
         AND (p.visibility = 'private' OR p.mentions_brand OR EXISTS (
           SELECT 1 FROM playground_post other JOIN playground_account who ON who.id = other.account_id
           WHERE other.root_id = p.root_id AND (other.mentions_brand OR who.is_brand)))
       ORDER BY p.change LIMIT $3`,
      [since, from, limit],
    );
  }

  async hooks(): Promise<string[]> {
    const rows = await this.database.query<{ url: string }>(`SELECT url FROM playground_hook ORDER BY url`);
    return rows.map(({ url }) => url);
  }

  async addHook(tx: Tx, url: string, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO playground_hook (url, created_at) VALUES ($1, $2) ON CONFLICT (url) DO NOTHING`,
      [url, now],
    );
  }

  async removeHook(tx: Tx, url: string): Promise<void> {
    await tx.query(`DELETE FROM playground_hook WHERE url = $1`, [url]);
  }
}
