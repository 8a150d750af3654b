import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** More rows of one contact than this are on no screen. */
const MOST_OF_A_CONTACT = 100;

/** Where nobody has helped yet: those rows name who helped this customer elsewhere. By `ix_conversation_contact`. */
export const FOLLOWERS_STATEMENT = `
  SELECT DISTINCT other.id FROM conversation c CROSS JOIN LATERAL (
    SELECT o.id, o.closed_at, o.last_helper_id FROM conversation o WHERE o.contact_id = c.contact_id
    ORDER BY o.last_customer_message_at DESC LIMIT $2) other
  WHERE c.id = ANY($1::uuid[]) AND other.id <> c.id AND other.closed_at IS NULL AND other.last_helper_id IS NULL`;

/** Which conversations show a person or a contact, so that their rows follow a change of name or face. */
@Injectable()
export class TouchedRepository {
  constructor(private readonly database: Database) {}

  /** The newest of each contact, and what each agent has and did not close. */
  async conversationsShowing(contactIds: readonly string[], agentIds: readonly string[]): Promise<string[]> {
    if (contactIds.length + agentIds.length === 0) return [];
    const rows = await this.database.query<{ id: string }>(
      `SELECT newest.id FROM unnest($1::uuid[]) AS given (contact_id) CROSS JOIN LATERAL (
         SELECT c.id FROM conversation c WHERE c.contact_id = given.contact_id
         ORDER BY c.last_customer_message_at DESC LIMIT $3) newest
       UNION
       SELECT c.id FROM conversation c WHERE c.assignee_id = ANY($2::uuid[]) AND c.closed_at IS NULL`,
      [contactIds, agentIds, MOST_OF_A_CONTACT],
    );
    return rows.map(({ id }) => id);
  }

  /** What else the customers of these have open, where whoever answered here is now named as the one who knows them. */
  async conversationsThatFollow(conversationIds: readonly string[]): Promise<string[]> {
    if (conversationIds.length === 0) return [];
    const rows = await this.database.query<{ id: string }>(FOLLOWERS_STATEMENT, [
      conversationIds,
      MOST_OF_A_CONTACT,
    ]);
    return rows.map(({ id }) => id);
  }
}
