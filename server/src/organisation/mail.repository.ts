import { Injectable } from '@nestjs/common';
import type { MailSecurity } from '@visavis/shared/api/organisation';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface MailRow {
  host: string;
  port: number;
  security: MailSecurity;
  user: string | null;
  sealedPassword: string | null;
  from: string;
}

const columns = `
  mail_host AS host, mail_port AS port, mail_security AS security, mail_user AS "user",
  sealed_mail_password AS "sealedPassword", mail_from AS "from"`;

@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /** The mail server with the name of the organisation; null before the set-up and without a server. */
  async find(): Promise<(MailRow & { organisation: string }) | null> {
    const [found] = await this.database.query<MailRow & { organisation: string }>(
      `SELECT ${columns}, name AS organisation FROM organisation WHERE mail_host IS NOT NULL`,
    );
    return found ?? null;
  }

  async lock(tx: Tx): Promise<MailRow | null> {
    const [found] = await tx.query<MailRow>(
      `SELECT ${columns} FROM organisation WHERE mail_host IS NOT NULL FOR UPDATE`,
    );
    return found ?? null;
  }

  async save(tx: Tx, row: MailRow | null): Promise<void> {
    await tx.query(
      `UPDATE organisation SET mail_host = $1, mail_port = $2, mail_security = $3, mail_user = $4,
         sealed_mail_password = $5, mail_from = $6`,
      row === null
        ? [null, null, null, null, null, null]
        : [row.host, row.port, row.security, row.user, row.sealedPassword, row.from],
    );
  }

  /** Puts the same password, sealed anew, in the place of the one that was read; not over a newer one. */
  async reseal(tx: Tx, before: string, after: string): Promise<void> {
    await tx.query('UPDATE organisation SET sealed_mail_password = $2 WHERE sealed_mail_password = $1', [
      before,
      after,
    ]);
  }
}
