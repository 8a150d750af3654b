import { Injectable } from '@nestjs/common';
import type { NoticeKind, NoticeSettings, NoticeWays, QuietHours } from '@visavis/shared/api/notices';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface StoredNoticeSettings {
  ways: Partial<Record<NoticeKind, NoticeWays>>;
  mailAfterMinutes: number;
  quiet: QuietHours | null;
  showsTexts: boolean;
}

@Injectable()
export class NoticeSettingsRepository {
  constructor(private readonly database: Database) {}

  async find(agentId: string): Promise<StoredNoticeSettings | null> {
    const [found] = await this.database.query<StoredNoticeSettings>(
      `SELECT ways, mail_after_minutes AS "mailAfterMinutes", shows_texts AS "showsTexts",
         CASE WHEN quiet_from IS NOT NULL THEN json_build_object('from', quiet_from, 'to', quiet_to) END AS quiet
       FROM notice_settings WHERE agent_id = $1`,
      [agentId],
    );
    return found ?? null;
  }

  async save(tx: Tx, agentId: string, settings: NoticeSettings): Promise<void> {
    await tx.query(
      `INSERT INTO notice_settings (agent_id, ways, mail_after_minutes, quiet_from, quiet_to, shows_texts)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (agent_id) DO UPDATE SET ways = excluded.ways, mail_after_minutes = excluded.mail_after_minutes,
         quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, shows_texts = excluded.shows_texts`,
      [
        agentId,
        JSON.stringify(settings.ways),
        settings.mailAfterMinutes,
        settings.quiet?.from ?? null,
        settings.quiet?.to ?? null,
        settings.showsTexts,
      ],
    );
  }
}
