import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import type { RemovalItem } from '@visavis/shared/api/consent';
import type { Locale } from '@visavis/shared/api/session';
import { Injectable } from '@nestjs/common';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** One decision of a person, as it is kept. */
export interface Consent {
  purpose: ConsentPurpose;
  form: PublicForm;
  wording: string;
  grantedAt: Date;
  withdrawnAt: Date | null;
}

export interface NewConsent {
  purpose: ConsentPurpose;
  form: PublicForm;
  wording: string;
  locale: Locale;
}

export interface Removal {
  purpose: ConsentPurpose;
  place: RemovalItem['place'];
  count: number;
}

export type KeptRemoval = Removal & { id: string; at: Date };

/** More decisions than anybody makes; the oldest are left out of what a screen shows, never out of the table. */
const LONGEST_HISTORY = 500;

@Injectable()
export class ConsentsRepository {
  constructor(private readonly database: Database) {}

  /** Every decision of a person, the newest first. */
  async history(agentId: string): Promise<Consent[]> {
    return this.database.query(
      `SELECT purpose, form, wording, granted_at AS "grantedAt", withdrawn_at AS "withdrawnAt"
       FROM face_consent WHERE agent_id = $1 ORDER BY granted_at DESC, id DESC LIMIT ${LONGEST_HISTORY}`,
      [agentId],
    );
  }

  /** What holds now, by purpose. */
  async current(tx: Tx, agentId: string): Promise<Map<ConsentPurpose, PublicForm>> {
    const rows = await tx.query<{ purpose: ConsentPurpose; form: PublicForm }>(
      `SELECT purpose, form FROM face_consent WHERE agent_id = $1 AND withdrawn_at IS NULL`,
      [agentId],
    );
    return new Map(rows.map(({ purpose, form }) => [purpose, form]));
  }

  async end(tx: Tx, agentId: string, purposes: readonly ConsentPurpose[], now: Date): Promise<void> {
    await tx.query(
      `UPDATE face_consent SET withdrawn_at = $3
       WHERE agent_id = $1 AND purpose = ANY($2::text[]) AND withdrawn_at IS NULL`,
      [agentId, purposes, now],
    );
  }

  async add(tx: Tx, agentId: string, given: readonly NewConsent[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO face_consent (id, agent_id, purpose, form, wording, locale, granted_at)
       SELECT id, $1, purpose, form, wording, locale, $2
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
         AS given (id, purpose, form, wording, locale)`,
      [
        agentId,
        now,
        given.map(() => newId()),
        given.map(({ purpose }) => purpose),
        given.map(({ form }) => form),
        given.map(({ wording }) => wording),
        given.map(({ locale }) => locale),
      ],
    );
  }

  /** The newest first. */
  async removals(agentId: string): Promise<KeptRemoval[]> {
    return this.database.query(
      `SELECT id, at, purpose, place, count FROM face_removal WHERE agent_id = $1
       ORDER BY at DESC, id DESC LIMIT ${LONGEST_HISTORY}`,
      [agentId],
    );
  }

  async addRemovals(tx: Tx, agentId: string, removals: readonly Removal[], now: Date): Promise<void> {
    if (removals.length === 0) return;
    await tx.query(
      `INSERT INTO face_removal (id, agent_id, at, purpose, place, count)
       SELECT id, $1, $2, purpose, place, count
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::int[]) AS removal (id, purpose, place, count)`,
      [
        agentId,
        now,
        removals.map(() => newId()),
        removals.map(({ purpose }) => purpose),
        removals.map(({ place }) => place),
        removals.map(({ count }) => count),
      ],
    );
  }
}
