import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface RawHook {
  id: string;
  body: Buffer;
}

/** Rows of `raw_hook`. */
@Injectable()
export class RawHooksRepository {
  async insert(tx: Tx, channelId: string, hooks: readonly RawHook[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO raw_hook (id, channel_id, body, received_at)
       SELECT r.id, $1, r.body, $2 FROM unnest($3::uuid[], $4::bytea[]) AS r(id, body)`,
      [channelId, now, hooks.map((hook) => hook.id), hooks.map((hook) => hook.body)],
    );
  }

  async prune(tx: Tx, before: Date): Promise<void> {
    await tx.query(`DELETE FROM raw_hook WHERE received_at < $1`, [before]);
  }
}
