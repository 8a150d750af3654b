import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Organisation } from './organisation.types.ts';

const columns = `
  id, name, public_address AS "publicAddress", locale, time_zone AS "timeZone", form_of_address AS "formOfAddress",
  customer_number_pattern AS "customerNumberPattern", is_demo AS "isDemo"`;

@Injectable()
export class OrganisationRepository {
  constructor(private readonly database: Database) {}

  async find(): Promise<Organisation | null> {
    const [found] = await this.database.query<Organisation>(`SELECT ${columns} FROM organisation`);
    return found ?? null;
  }

  async lock(tx: Tx): Promise<Organisation | null> {
    const [found] = await tx.query<Organisation>(`SELECT ${columns} FROM organisation FOR UPDATE`);
    return found ?? null;
  }

  /** @returns whether it was the first */
  async insert(tx: Tx, organisation: Organisation, now: Date): Promise<boolean> {
    const made = await tx.query(
      `INSERT INTO organisation (id, name, public_address, locale, time_zone, form_of_address, customer_number_pattern, is_demo, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [
        organisation.id,
        organisation.name,
        organisation.publicAddress,
        organisation.locale,
        organisation.timeZone,
        organisation.formOfAddress,
        organisation.customerNumberPattern,
        organisation.isDemo,
        now,
      ],
    );
    return made.length > 0;
  }

  async update(tx: Tx, organisation: Organisation): Promise<void> {
    await tx.query(
      `UPDATE organisation SET name = $1, public_address = $2, locale = $3, time_zone = $4, form_of_address = $5, customer_number_pattern = $6`,
      [
        organisation.name,
        organisation.publicAddress,
        organisation.locale,
        organisation.timeZone,
        organisation.formOfAddress,
        organisation.customerNumberPattern,
      ],
    );
  }
}
