import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { DeskClocks, OpenDeskTarget } from './desk-clocks.ts';
import { toPauses, type StoredPause } from './stored-pause.ts';

/** The pauses of a clock as a JSON list of `StoredPause`. @param clock alias of its row in a statement */
export const pausesOf = (clock: string): string => `coalesce((
  SELECT jsonb_agg(jsonb_build_object('from', p.from_at, 'to', p.to_at, 'reason', p.reason) ORDER BY p.from_at)
  FROM sla_pause p WHERE p.target_id = ${clock}.id), '[]')`;

/** The clocks that follow what is done at the desk, with the pauses of those that run. */
@Injectable()
export class DeskClocksRepository {
  async of(tx: Tx, conversationIds: readonly string[]): Promise<DeskClocks[]> {
    const rows = await tx.query<DeskRow>(
      `SELECT given.id AS "conversationId",
              coalesce((
                SELECT jsonb_agg(jsonb_build_object(
                  'id', t.id, 'metric', t.metric, 'startedAt', t.started_at, 'hours', t.hours,
                  'targetMinutes', t.target_minutes, 'warn', t.warn, 'pauseRules', t.pauses,
                  'fetchDelayMs', t.fetch_delay_ms, 'pausedAt', t.paused_at, 'pauses', ${pausesOf('t')}) ORDER BY t.id)
                FROM sla_target t
                WHERE t.conversation_id = given.id AND t.met_at IS NULL AND t.cancelled_at IS NULL), '[]') AS open,
              resolution.turn AS "resolutionTurn", resolution.started_at AS "resolutionStartedAt",
              resolution.ended_at AS "resolutionEndedAt", resolution.cancel_reason AS "cancelReason",
              picked.turn AS "pickUpTurn", picked.started_at AS "pickUpStartedAt"
       FROM unnest($1::uuid[]) AS given (id)
       LEFT JOIN LATERAL (
         SELECT turn, started_at, coalesce(met_at, cancelled_at) AS ended_at, cancel_reason FROM sla_target
         WHERE conversation_id = given.id AND metric = 'resolution' ORDER BY turn DESC LIMIT 1
       ) resolution ON true
       LEFT JOIN LATERAL (
         SELECT turn, started_at FROM sla_target
         WHERE conversation_id = given.id AND metric = 'pickUp' ORDER BY turn DESC LIMIT 1
       ) picked ON true
       ORDER BY given.id`,
      [conversationIds],
    );
    return rows.map(toDeskClocks);
  }
}

type JsonTarget = Omit<OpenDeskTarget, 'startedAt' | 'pausedAt' | 'pauses'> & {
  startedAt: string;
  pausedAt: string | null;
  pauses: StoredPause[];
};

interface DeskRow {
  conversationId: string;
  open: JsonTarget[];
  resolutionTurn: number | null;
  resolutionStartedAt: Date;
  resolutionEndedAt: Date | null;
  cancelReason: NonNullable<DeskClocks['resolution']>['cancelReason'];
  pickUpTurn: number | null;
  pickUpStartedAt: Date;
}

function toDeskClocks(row: DeskRow): DeskClocks {
  return {
    conversationId: row.conversationId,
    open: row.open.map((target) => ({
      ...target,
      startedAt: new Date(target.startedAt),
      pausedAt: target.pausedAt === null ? null : new Date(target.pausedAt),
      pauses: toPauses(target.pauses),
    })),
    resolution:
      row.resolutionTurn === null
        ? null
        : {
            turn: row.resolutionTurn,
            startedAt: row.resolutionStartedAt,
            endedAt: row.resolutionEndedAt,
            cancelReason: row.cancelReason,
          },
    pickUp: row.pickUpTurn === null ? null : { turn: row.pickUpTurn, startedAt: row.pickUpStartedAt },
  };
}
