import type { PublicForms } from '@visavis/shared/agents/public-face';
import { Injectable } from '@nestjs/common';
import { LOGO_PATH } from '../organisation/organisation.types.ts';
import { Database } from '../platform/database/database.ts';
import type { AuthorSnapshot } from '../conversations/conversation.types.ts';

/** What the check page needs of one reply, in one row. */
export interface CheckedReply {
  messageId: string;
  agentId: string;
  snapshot: AuthorSnapshot;
  helpsWith: string;
  hasLeft: boolean;
  /** What the person agrees to today, by purpose. */
  agreed: Partial<PublicForms>;
  text: string;
  signature: string;
  visibility: 'public' | 'private';
  permalink: string | null;
  postedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  deliveryState: string;
  /** Given up, while it may stand on the network all the same. */
  isInDoubt: boolean;
  network: string;
  accountHandle: string | null;
  versions: { text: string; at: string }[];
}

export interface PublicOrganisation {
  name: string;
  locale: 'de' | 'en';
  timeZone: string;
  formOfAddress: 'du' | 'sie';
  /** `#rrggbb`; null for the product's own. */
  accentColour: string | null;
  /** Own path; null without a logo. */
  logoUrl: string | null;
  imprintUrl: string | null;
  privacyUrl: string | null;
  isDemo: boolean;
}

@Injectable()
export class TrustRepository {
  constructor(private readonly database: Database) {}

  /** The reply behind a check code, found by the unique index on it. */
  async findReply(code: string): Promise<CheckedReply | null> {
    const rows = await this.database.query<CheckedReply>(
      `SELECT message.id AS "messageId", message.agent_id AS "agentId", message.author_snapshot AS snapshot,
              agent.helps_with AS "helpsWith", agent.deactivated_at IS NOT NULL AS "hasLeft",
              coalesce((SELECT jsonb_object_agg(consent.purpose, consent.form) FROM face_consent consent
                        WHERE consent.agent_id = agent.id AND consent.withdrawn_at IS NULL), '{}') AS agreed, message.text, message.signature, message.visibility, message.permalink,
              message.posted_at AS "postedAt", message.edited_at AS "editedAt", message.deleted_at AS "deletedAt",
              message.delivery_state AS "deliveryState", coalesce(delivery.is_in_doubt, false) AS "isInDoubt", channel.network, channel.account->>'handle' AS "accountHandle",
              coalesce((SELECT json_agg(json_build_object('text', version.text, 'at', version.at) ORDER BY version.at)
                        FROM message_version version WHERE version.message_id = message.id), '[]') AS versions
       FROM message
       JOIN agent ON agent.id = message.agent_id
       JOIN channel ON channel.id = message.channel_id
       LEFT JOIN delivery ON delivery.message_id = message.id
       WHERE message.check_code = $1 AND message.type = 'reply'`,
      [code],
    );
    return rows[0] ?? null;
  }

  async organisation(): Promise<PublicOrganisation | null> {
    const rows = await this.database.query<PublicOrganisation>(
      `SELECT name, locale, time_zone AS "timeZone", form_of_address AS "formOfAddress", accent_colour AS "accentColour",
              '${LOGO_PATH}?v=' || logo_media_id AS "logoUrl", imprint_url AS "imprintUrl", privacy_url AS "privacyUrl",
              is_demo AS "isDemo"
       FROM organisation LIMIT 1`,
    );
    return rows[0] ?? null;
  }
}
