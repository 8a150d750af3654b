import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';

const COLUMNS = 'team_id, channel_id, status, is_waiting, is_unassigned';
/** So many rows are left as they are: they are added up in less than a millisecond. */
const MOST_ROWS = 500;

/** What the conversations themselves say; see the migration that keeps the sums. */
const COUNTED = `
  SELECT team_id, channel_id, status,
    answer_due_at IS NOT NULL AS is_waiting,
    assignee_id IS NULL AS is_unassigned, count(*)::int AS n
  FROM conversation WHERE closed_at IS NULL AND NOT is_spam GROUP BY 1, 2, 3, 4, 5`;

/** The sums of what is open: appended to by triggers, folded here. */
@Injectable()
export class OpenTallyRepository {
  /** Makes one row of all rows for the same kind of conversation, once there are many. Safe in several processes at once. */
  async fold(tx: Tx): Promise<void> {
    await tx.query(
      `WITH taken AS (
         DELETE FROM open_tally WHERE (SELECT count(*) FROM open_tally)
           > $1::int + 2 * (SELECT count(*) FROM (SELECT DISTINCT ${COLUMNS} FROM open_tally) kinds)
         RETURNING ${COLUMNS}, n)
       INSERT INTO open_tally (id, ${COLUMNS}, n)
       SELECT gen_random_uuid(), ${COLUMNS}, sum(n) FROM taken GROUP BY ${COLUMNS} HAVING sum(n) <> 0`,
      [MOST_ROWS],
    );
  }

  /** How many kinds are counted otherwise than the conversations themselves say. */
  async differences(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (${COUNTED}) counted
       FULL JOIN (SELECT ${COLUMNS}, sum(n)::int AS n FROM open_tally GROUP BY ${COLUMNS}) tally
         USING (${COLUMNS})
       WHERE coalesce(counted.n, 0) <> coalesce(tally.n, 0)`,
    );
    return row?.count ?? 0;
  }

  /** Counts anew. Writers wait meanwhile, and so does what is folded: it would bring back what is thrown away here. */
  async rebuild(tx: Tx): Promise<void> {
    await tx.query('LOCK TABLE conversation IN SHARE MODE');
    await tx.query('LOCK TABLE open_tally IN SHARE ROW EXCLUSIVE MODE');
    await tx.query('DELETE FROM open_tally');
    await tx.query(`INSERT INTO open_tally (id, ${COLUMNS}, n)
       SELECT gen_random_uuid(), counted.* FROM (${COUNTED}) counted`);
  }
}
