import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { LOGO_PATH, type Organisation } from './organisation.types.ts';

const columns = `
  id, name, public_address AS "publicAddress", locale, time_zone AS "timeZone", form_of_address AS "formOfAddress",
  customer_number_pattern AS "customerNumberPattern", languages, accent_colour AS "accentColour",
  '${LOGO_PATH}?v=' || logo_media_id AS "logoUrl", imprint_url AS "imprintUrl", privacy_url AS "privacyUrl",
  away_without_screen_minutes AS "awayWithoutScreenMinutes", on_time_goal_percent AS "onTimeGoalPercent",
  set_up_step AS "setUpStep", is_demo AS "isDemo"`;

/** The columns an organisation is made and changed with, and where their values come from. */
const written: Record<string, (organisation: Organisation) => unknown> = {
  name: ({ name }) => name,
  public_address: ({ publicAddress }) => publicAddress,
  locale: ({ locale }) => locale,
  time_zone: ({ timeZone }) => timeZone,
  form_of_address: ({ formOfAddress }) => formOfAddress,
  customer_number_pattern: ({ customerNumberPattern }) => customerNumberPattern,
  languages: ({ languages }) => languages,
  accent_colour: ({ accentColour }) => accentColour,
  imprint_url: ({ imprintUrl }) => imprintUrl,
  privacy_url: ({ privacyUrl }) => privacyUrl,
  away_without_screen_minutes: ({ awayWithoutScreenMinutes }) => awayWithoutScreenMinutes,
  on_time_goal_percent: ({ onTimeGoalPercent }) => onTimeGoalPercent,
  set_up_step: ({ setUpStep }) => setUpStep,
};

@Injectable()
export class OrganisationRepository {
  constructor(private readonly database: Database) {}

  async find(tx: Tx | null = null): Promise<Organisation | null> {
    const [found] = await (tx ?? this.database).query<Organisation>(`SELECT ${columns} FROM organisation`);
    return found ?? null;
  }

  async lock(tx: Tx): Promise<Organisation | null> {
    const [found] = await tx.query<Organisation>(`SELECT ${columns} FROM organisation FOR UPDATE`);
    return found ?? null;
  }

  /** @returns whether it was the first */
  async insert(tx: Tx, organisation: Organisation, now: Date): Promise<boolean> {
    const names = ['id', 'is_demo', 'created_at', ...Object.keys(written)];
    const made = await tx.query(
      `INSERT INTO organisation (${names.join(', ')})
       VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) ON CONFLICT DO NOTHING RETURNING id`,
      [organisation.id, organisation.isDemo, now, ...valuesOf(organisation)],
    );
    return made.length > 0;
  }

  async update(tx: Tx, organisation: Organisation): Promise<void> {
    const assignments = Object.keys(written).map((name, index) => `${name} = $${index + 1}`);
    await tx.query(`UPDATE organisation SET ${assignments.join(', ')}`, valuesOf(organisation));
  }

  /** @returns the picture that was the logo until now */
  async setLogo(tx: Tx, mediaId: string | null): Promise<string | null> {
    const [before] = await tx.query<{ mediaId: string | null }>(
      `SELECT logo_media_id AS "mediaId" FROM organisation FOR UPDATE`,
    );
    await tx.query(`UPDATE organisation SET logo_media_id = $1`, [mediaId]);
    return before?.mediaId ?? null;
  }

  async logoMediaId(): Promise<string | null> {
    const [found] = await this.database.query<{ mediaId: string | null }>(
      `SELECT logo_media_id AS "mediaId" FROM organisation`,
    );
    return found?.mediaId ?? null;
  }
}

function valuesOf(organisation: Organisation): unknown[] {
  return Object.values(written).map((value) => value(organisation));
}
