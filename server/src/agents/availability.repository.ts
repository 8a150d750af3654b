import { Injectable } from '@nestjs/common';
import type { AvailabilityDecision, AvailabilityFacts } from '@visavis/shared/agents/availability';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Somebody as the rules of availability see them; whether a screen is open is not known to the tables. */
export interface KnownAvailability extends Omit<AvailabilityFacts, 'hasScreen'> {
  agentId: string;
  teamIds: string[];
}

export interface DecidedAvailability extends AvailabilityDecision {
  agentId: string;
}

interface Row extends Omit<KnownAvailability, 'absence' | 'shift'> {
  absenceKind: 'leave' | 'sick' | 'training' | 'other' | null;
  absenceStartsAt: Date | null;
  absenceEndsAt: Date | null;
  shiftStartsAt: Date | null;
  shiftEndsAt: Date | null;
}

/** How far back an ended shift still decides, and how far around now shifts say that somebody works by them. */
const SHIFT_DAYS = 14;

@Injectable()
export class AvailabilityRepository {
  constructor(private readonly database: Database) {}

  /**
   * Active people with what is planned for them now. What was entered after its beginning counts from then; a shift
   * that was entered after its end is only a record of the past.
   *
   * @param agentIds null for everybody
   */
  async known(now: Date, agentIds: readonly string[] | null, tx: Tx | null): Promise<KnownAvailability[]> {
    const rows = await (tx ?? this.database).query<Row>(
      `SELECT a.id AS "agentId", a.availability, a.availability_reason AS reason,
              a.availability_returns_at AS "returnsAt", a.availability_set_by AS "setBy",
              a.availability_set_at AS "setAt", a.availability_before AS before, a.last_screen_at AS "lastScreenAt",
              b.kind AS "absenceKind", b.starts_at AS "absenceStartsAt", b.ends_at AS "absenceEndsAt",
              s.starts_at AS "shiftStartsAt", s.ends_at AS "shiftEndsAt",
              around.ended_at AS "lastShiftEndedAt", around.has_shifts AS "hasShifts",
              ARRAY(SELECT m.team_id FROM team_member m WHERE m.agent_id = a.id ORDER BY m.team_id) AS "teamIds"
       FROM agent a
       LEFT JOIN LATERAL (SELECT kind, greatest(starts_at, planned_at) AS starts_at, ends_at FROM absence
         WHERE agent_id = a.id AND ends_at > $1 AND starts_at <= $1 LIMIT 1) b ON true
       LEFT JOIN LATERAL (SELECT greatest(starts_at, planned_at) AS starts_at, ends_at FROM shift
         WHERE agent_id = a.id AND starts_at <= $1 AND starts_at > $1::timestamptz - interval '2 days' AND ends_at > $1
         LIMIT 1) s ON true
       CROSS JOIN LATERAL (SELECT count(*) > 0 AS has_shifts,
           max(ends_at) FILTER (WHERE ends_at <= $1 AND planned_at <= ends_at) AS ended_at
         FROM shift WHERE agent_id = a.id AND starts_at > $1::timestamptz - make_interval(days => $3::int)
           AND starts_at < $1::timestamptz + make_interval(days => $3::int)) around
       WHERE a.deactivated_at IS NULL AND ($2::uuid[] IS NULL OR a.id = ANY($2::uuid[])) ORDER BY a.id`,
      [now, agentIds, SHIFT_DAYS],
    );
    return rows.map(factsOf);
  }

  /**
   * When the next shift or absence of anybody begins or ends, or somebody is due back: after `now`, and no later than
   * `until`. Null when nothing does.
   */
  async nextBoundary(now: Date, until: Date): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>(
      `SELECT least(
         (SELECT min(starts_at) FROM shift WHERE starts_at > $1 AND starts_at <= $2),
         (SELECT min(ends_at) FROM shift WHERE starts_at > $1::timestamptz - interval '2 days' AND starts_at <= $2
            AND ends_at > $1 AND ends_at <= $2),
         (SELECT min(starts_at) FROM absence WHERE ends_at > $1 AND starts_at > $1 AND starts_at <= $2),
         (SELECT min(ends_at) FROM absence WHERE ends_at > $1 AND ends_at <= $2),
         (SELECT min(availability_returns_at) FROM agent WHERE availability = 'away' AND deactivated_at IS NULL
            AND availability_returns_at > $1 AND availability_returns_at <= $2)
       ) AS at`,
      [now, until],
    );
    return row?.at ?? null;
  }

  async lock(tx: Tx, agentIds: readonly string[]): Promise<void> {
    await tx.query('SELECT 1 FROM agent WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
      agentIds,
    ]);
  }

  /** The time since when they are as available as they are stays where only its reason changes. */
  async decide(tx: Tx, decided: readonly DecidedAvailability[], at: Date): Promise<void> {
    await tx.query(
      `UPDATE agent a SET availability = d.availability, availability_reason = d.reason,
         availability_returns_at = d.returns_at, availability_set_by = d.set_by, availability_before = d.before,
         availability_set_at = $7,
         availability_since = CASE WHEN a.availability = d.availability THEN a.availability_since ELSE $7 END
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[])
         AS d (id, availability, reason, returns_at, set_by, before)
       WHERE a.id = d.id`,
      [
        decided.map(({ agentId }) => agentId),
        decided.map(({ availability }) => availability),
        decided.map(({ reason }) => reason),
        decided.map(({ returnsAt }) => returnsAt),
        decided.map(({ setBy }) => setBy),
        decided.map(({ before }) => before),
        at,
      ],
    );
  }

  /** A screen of theirs is open, or was until now. */
  async screenSeen(tx: Tx, agentIds: readonly string[], at: Date): Promise<void> {
    await tx.query(
      `UPDATE agent SET last_screen_at = $2 WHERE id IN
         (SELECT id FROM agent WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE)`,
      [agentIds, at],
    );
  }
}

function factsOf({
  absenceKind,
  absenceStartsAt,
  absenceEndsAt,
  shiftStartsAt,
  shiftEndsAt,
  ...known
}: Row): KnownAvailability {
  return {
    ...known,
    absence:
      absenceKind === null || absenceStartsAt === null || absenceEndsAt === null
        ? null
        : { kind: absenceKind, startsAt: absenceStartsAt, endsAt: absenceEndsAt },
    shift:
      shiftStartsAt === null || shiftEndsAt === null
        ? null
        : { startsAt: shiftStartsAt, endsAt: shiftEndsAt },
  };
}
