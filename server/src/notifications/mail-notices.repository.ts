import { Injectable } from '@nestjs/common';
import type { NoticeKind, NoticeWays, QuietHours } from '@visavis/shared/api/notices';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { IS_VISIBLE, NOTICE_TABLES, ROW_COLUMNS } from './notices.repository.ts';
import type { NoticeRow } from './notification.types.ts';

/** Somebody to whom an e-mail may be owed. */
export interface MailReader {
  agentId: string;
  email: string;
  displayName: string;
  locale: 'de' | 'en';
  /** Null where they chose nothing. */
  ways: Partial<Record<NoticeKind, NoticeWays>> | null;
  quiet: QuietHours | null;
  showsTexts: boolean;
  mailAfterMinutes: number;
  /** For so long no other e-mail may have gone out before this one. */
  apartMinutes: number;
}

/** What one e-mail takes along. */
export interface MailClaim {
  agentId: string;
  kinds: readonly NoticeKind[];
  apartMinutes: number;
  now: Date;
}

const LOCK = 81_101;
/**
 * Of an e-mail whose fate is unknown nobody learns more: after an hour it may be sent again, and not for ever. What joined
 * a notice after its e-mail had left goes out in another one after the same time.
 */
const UNKNOWN_FOR = "interval '1 hour'";
const MOST_TRIES = 5;
/** What was not mailed by then, because there was no mail server or it was away, is in the app only. */
const MAILED_WITHIN = "interval '3 days'";

const MINUTES = "interval '1 minute'";
/** Alerts go out without the wait that its reader chose for other notices, but no closer together than this. */
const ALERTS_APART_MINUTES = 5;
const MAIL_AFTER = 'coalesce(s.mail_after_minutes, $2::int)';
const APART = `(CASE WHEN owed.has_alert THEN least(${MAIL_AFTER}, ${ALERTS_APART_MINUTES}) ELSE ${MAIL_AFTER} END)`;

/** Notice `n` has still to go out by e-mail at the instant `now`. */
const isOwed = (now: string): string => `n.by_mail AND n.seen_at IS NULL AND n.mail_settled_at IS NULL
  AND n.at > ${now} - ${MAILED_WITHIN}
  AND (n.mailed_at IS NULL OR (n.mailed_at <= ${now} - ${UNKNOWN_FOR} AND n.mail_tries < ${MOST_TRIES}))`;

/** On either side: an e-mail of the future left before the server's clock was set back, and keeps none waiting until then. */
const isMailedWithin = (at: string, now: string, span: string): string =>
  `${at} > ${now} - ${span} AND ${at} < ${now} + ${span}`;

/** $1 the present, $2 after how many minutes for those who chose nothing, $3 how many people. */
export const OWED_STATEMENT = `
  SELECT a.id AS "agentId", a.email, a.display_name AS "displayName", a.locale, s.ways,
    coalesce(s.shows_texts, false) AS "showsTexts",
    ${MAIL_AFTER} AS "mailAfterMinutes", ${APART} AS "apartMinutes",
    CASE WHEN s.quiet_from IS NOT NULL THEN json_build_object('from', s.quiet_from, 'to', s.quiet_to) END AS quiet
  FROM (SELECT n.agent_id, min(n.at) AS since, bool_or(n.alerted_at IS NOT NULL) AS has_alert FROM notice n
        WHERE ${isOwed('$1::timestamptz')} GROUP BY n.agent_id) owed
  JOIN agent a ON a.id = owed.agent_id AND a.deactivated_at IS NULL
  LEFT JOIN notice_settings s ON s.agent_id = a.id
  WHERE (owed.has_alert OR owed.since <= $1::timestamptz - ${MAIL_AFTER} * ${MINUTES})
    AND NOT EXISTS (
      SELECT FROM notice n WHERE n.agent_id = a.id
        AND ${isMailedWithin('n.mailed_at', '$1::timestamptz', `${APART} * ${MINUTES}`)})
  ORDER BY owed.since, a.id LIMIT $3::int`;

/** What has to go out by e-mail, and what became of it. */
@Injectable()
export class MailNoticesRepository {
  constructor(private readonly database: Database) {}

  /** Whoever has waited longest first; whoever was written to a moment ago is not among them. */
  owed(now: Date, limit: number): Promise<MailReader[]> {
    return this.database.query(OWED_STATEMENT, [now, defaultNoticeSettings.mailAfterMinutes, limit]);
  }

  /**
   * Takes what is owed to somebody, all of it for one e-mail; from now on it counts as on its way. Whoever asks at the same
   * time, in whichever process, waits and then finds nothing.
   *
   * @returns the newest first
   */
  async claim(tx: Tx, { agentId, kinds, apartMinutes, now }: MailClaim): Promise<NoticeRow[]> {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, agentId]);
    const taken = await tx.query<{ id: string }>(
      `UPDATE notice SET mailed_at = $2, mail_tries = mail_tries + 1
       WHERE id IN (
         SELECT n.id ${NOTICE_TABLES}
         WHERE n.agent_id = $1 AND n.kind = ANY($3::text[]) AND ${isOwed('$2::timestamptz')} AND ${IS_VISIBLE})
       AND NOT EXISTS (
         SELECT FROM notice o WHERE o.agent_id = $1
           AND ${isMailedWithin('o.mailed_at', '$2::timestamptz', `$4::int * ${MINUTES}`)})
       RETURNING id`,
      [agentId, now, kinds, apartMinutes],
    );
    if (taken.length === 0) return [];
    return tx.query(
      `SELECT ${ROW_COLUMNS} ${NOTICE_TABLES} WHERE n.id = ANY($1::uuid[]) ORDER BY n.at DESC, n.id DESC`,
      [taken.map(({ id }) => id)],
    );
  }

  /** It is certain what became of the e-mail with these: nothing more has to be done, but for what has grown since. */
  async settle(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
    await tx.query(
      `UPDATE notice SET mail_settled_at = $2
       WHERE id = ANY($1::uuid[]) AND (alerted_at IS NULL OR alerted_at <= mailed_at)`,
      [ids, now],
    );
  }

  /** It is certain that nothing left: they are owed as before. */
  async giveBack(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      'UPDATE notice SET mailed_at = NULL, mail_tries = mail_tries - 1 WHERE id = ANY($1::uuid[])',
      [ids],
    );
  }

  /** What somebody has since decided not to have mailed, so that nobody looks for it again. */
  async forgo(tx: Tx, agentId: string, kinds: readonly NoticeKind[]): Promise<void> {
    await tx.query(
      `WITH forgone AS (
         SELECT id, in_app OR by_browser AS is_told FROM notice
         WHERE agent_id = $1 AND by_mail AND seen_at IS NULL AND mail_settled_at IS NULL AND kind = ANY($2::text[])
       ), gone AS (DELETE FROM notice n USING forgone f WHERE n.id = f.id AND NOT f.is_told)
       UPDATE notice n SET by_mail = false FROM forgone f WHERE n.id = f.id AND f.is_told`,
      [agentId, kinds],
    );
  }
}
