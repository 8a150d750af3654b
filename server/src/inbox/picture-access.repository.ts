import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** What a picture belongs to: an upload to whoever made it, everything else to where it is shown. */
@Injectable()
export class PictureAccessRepository {
  constructor(private readonly database: Database) {}

  /** Whether a picture is one's own, a contact's, or in a conversation of one of these teams. */
  async isShownTo(pictureId: string, agentId: string, teamIds: readonly string[]): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT FROM media p WHERE p.id = $1 AND (
         p.owner_agent_id = $2
         OR EXISTS (SELECT FROM contact_identity i WHERE i.avatar_media_id = p.id)
         OR EXISTS (SELECT FROM message_media mm JOIN message m ON m.id = mm.message_id
                    JOIN conversation c ON c.id = m.conversation_id
                    WHERE mm.media_id = p.id AND c.team_id = ANY($3::uuid[])))`,
      [pictureId, agentId, teamIds],
    );
    return rows.length > 0;
  }
}
