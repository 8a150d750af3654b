import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** Reads what stands on a network and may still change there. */
@Injectable()
export class RecentMessagesRepository {
  constructor(private readonly database: Database) {}

  async externalIds(channelId: string, after: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT external_id AS id FROM message
       WHERE channel_id = $1 AND external_id IS NOT NULL AND deleted_at IS NULL AND received_at > $2
       ORDER BY received_at DESC LIMIT $3`,
      [channelId, after, limit],
    );
    return rows.map((row) => row.id);
  }
}
