import { Injectable } from '@nestjs/common';
import type { Priority } from '@visavis/shared/api/conversations';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** A conversation as the rules want it: every value that it has afterwards. */
export interface SortedRow {
  conversationId: string;
  teamId: string;
  priority: Priority;
  tags: readonly string[];
  needs: readonly string[];
  doNotRoute: boolean;
  slaPolicyId: string | null;
}

@Injectable()
export class SortArrivalsRepository {
  /** One update of each row, because each touches most of the table's indexes. */
  async write(tx: Tx, rows: readonly SortedRow[]): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET team_id = r."teamId", priority = r.priority, do_not_route = r."doNotRoute", sla_policy_id = r."slaPolicyId",
           tags = ARRAY(SELECT jsonb_array_elements_text(r.tags)),
           needs = ARRAY(SELECT jsonb_array_elements_text(r.needs)), version = c.version + 1
       FROM jsonb_to_recordset($1::jsonb) AS r("conversationId" uuid, "teamId" uuid, priority text, tags jsonb,
         needs jsonb, "doNotRoute" boolean, "slaPolicyId" uuid)
       WHERE c.id = r."conversationId"`,
      [JSON.stringify(rows)],
    );
  }
}
