import { Injectable } from '@nestjs/common';
import type { ClockPause } from '@visavis/shared/sla/clock-run';
import type { CustomerTurn, DueRow } from '../conversations/conversation.types.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type {
  Closed,
  Ending,
  MovedTarget,
  NewTarget,
  Readmitted,
  Response,
  SlaMetric,
  Waiting,
} from './sla.types.ts';

type ArrivedTurn = Pick<CustomerTurn, 'conversationId' | 'messageId' | 'postedAt' | 'receivedAt'> & {
  /** Needs no answer from the beginning; somebody may take that back. */
  dismissedAt?: Date | null;
};

/** The rows of turns and clocks. Whoever writes them holds the lock of their conversations. */
@Injectable()
export class SlaRepository {
  async addTurns(tx: Tx, turns: readonly ArrivedTurn[]): Promise<void> {
    await tx.query(
      `INSERT INTO sla_turn (message_id, conversation_id, ordered_at, received_at, dismissed_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
         AS turn (m, c, o, r, d)
       ORDER BY m
       ON CONFLICT (message_id) DO UPDATE SET conversation_id = excluded.conversation_id
       WHERE sla_turn.conversation_id <> excluded.conversation_id`,
      [
        turns.map((turn) => turn.messageId),
        turns.map((turn) => turn.conversationId),
        turns.map((turn) => turn.postedAt),
        turns.map((turn) => turn.receivedAt),
        turns.map((turn) => turn.dismissedAt ?? null),
      ],
    );
  }

  /** The conversations in which these messages wait so far: others than they are in now where threads were joined. */
  async conversationsOfTurns(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT conversation_id AS id FROM sla_turn WHERE message_id = ANY($1::uuid[])`,
      [messageIds],
    );
    return rows.map((row) => row.id);
  }

  /** Those of these messages that neither wait already nor have had a clock that started with them. */
  async withoutClock<T extends ArrivedTurn>(tx: Tx, turns: readonly T[]): Promise<T[]> {
    if (turns.length === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `SELECT given.m AS id FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS given (m, c, at)
       WHERE EXISTS (SELECT FROM sla_turn WHERE message_id = given.m AND dismissed_at IS NULL)
          OR EXISTS (SELECT FROM sla_target WHERE conversation_id = given.c AND metric = 'nextResponse'
                     AND started_at = given.at)`,
      [
        turns.map((turn) => turn.messageId),
        turns.map((turn) => turn.conversationId),
        turns.map((turn) => turn.postedAt),
      ],
    );
    const known = new Set(rows.map(({ id }) => id));
    return turns.filter(({ messageId }) => !known.has(messageId));
  }

  async removeDismissedTurns(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    await tx.query(
      `DELETE FROM sla_turn WHERE conversation_id = ANY($1::uuid[]) AND dismissed_at IS NOT NULL`,
      [conversationIds],
    );
  }

  /** A reply answers what had reached us by an instant. */
  async removeAnsweredTurns(
    tx: Tx,
    answered: readonly { conversationId: string; writtenAt: Date }[],
  ): Promise<void> {
    await tx.query(
      `DELETE FROM sla_turn USING unnest($1::uuid[], $2::timestamptz[]) AS answered (conversation_id, written_at)
       WHERE sla_turn.conversation_id = answered.conversation_id AND sla_turn.received_at <= answered.written_at`,
      [answered.map((row) => row.conversationId), answered.map((row) => row.writtenAt)],
    );
  }

  async removeTurns(tx: Tx, messageIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM sla_turn WHERE message_id = ANY($1::uuid[])`, [messageIds]);
  }

  async dismissTurns(tx: Tx, conversationIds: readonly string[], at: Date): Promise<void> {
    await tx.query(
      `UPDATE sla_turn SET dismissed_at = $2 WHERE conversation_id = ANY($1::uuid[]) AND dismissed_at IS NULL`,
      [conversationIds, at],
    );
  }

  async readmitTurns(
    tx: Tx,
    conversationIds: readonly string[],
    { since = null, decidedToo = false }: Readmitted,
  ): Promise<void> {
    await tx.query(
      `UPDATE sla_turn SET dismissed_at = NULL
       WHERE conversation_id = ANY($1::uuid[]) AND dismissed_at IS NOT NULL
         AND ($2::timestamptz IS NULL OR dismissed_at >= $2)
         AND ($3 OR NOT EXISTS (
           SELECT FROM sla_target decided
           WHERE decided.conversation_id = sla_turn.conversation_id
             AND (decided.cancel_reason = 'courtesy' AND decided.metric = 'nextResponse'
                    AND decided.started_at = sla_turn.ordered_at
               OR $2::timestamptz IS NULL AND decided.cancel_reason = 'noAnswerNeeded'
                    AND decided.cancelled_at >= sla_turn.dismissed_at)))`,
      [conversationIds, since, decidedToo],
    );
  }

  /** What was dismissed with these closings, or since, waits again. */
  async readmitClosed(tx: Tx, closed: readonly Closed[]): Promise<void> {
    await tx.query(
      `UPDATE sla_turn SET dismissed_at = NULL
       FROM unnest($1::uuid[], $2::timestamptz[]) AS closed (conversation_id, at)
       WHERE sla_turn.conversation_id = closed.conversation_id AND sla_turn.dismissed_at >= closed.at`,
      [closed.map(({ conversationId }) => conversationId), closed.map(({ at }) => at)],
    );
  }

  /**
   * The clocks that these closings ended run as if they had not, late ones late as before: the resolution that was met, and
   * what was ended without an answer, as long as its message waits or whoever was given it has it.
   *
   * @returns these clocks
   */
  revive(
    tx: Tx,
    closed: readonly Closed[],
    now: Date,
  ): Promise<{ id: string; conversationId: string; metric: SlaMetric; isBreached: boolean }[]> {
    return tx.query(
      `UPDATE sla_target t SET met_at = NULL, cancelled_at = NULL, cancel_reason = NULL, cancelled_by = NULL,
         no_answer_reason = NULL, cancel_note = NULL,
         breached_at = CASE WHEN t.deadline_at <= $3::timestamptz THEN t.breached_at END
       FROM unnest($1::uuid[], $2::timestamptz[]) AS closed (conversation_id, at)
       JOIN conversation c ON c.id = closed.conversation_id
       WHERE t.conversation_id = c.id
         AND (t.metric = 'resolution' AND t.met_at >= closed.at
           OR t.cancelled_at >= closed.at AND t.cancel_reason IN ('closed', 'noAnswerNeeded'))
         AND CASE t.metric WHEN 'resolution' THEN true WHEN 'pickUp' THEN t.started_at = c.assigned_at
           ELSE EXISTS (
             SELECT FROM sla_turn turn WHERE turn.conversation_id = c.id AND turn.ordered_at = t.started_at
               AND turn.dismissed_at IS NULL)
             AND NOT EXISTS (
               SELECT FROM sla_target runs WHERE runs.conversation_id = c.id AND runs.metric IN ('firstResponse', 'nextResponse')
                 AND runs.met_at IS NULL AND runs.cancelled_at IS NULL) END
         AND NOT EXISTS (
           SELECT FROM sla_target later WHERE later.conversation_id = c.id AND later.metric = t.metric AND later.turn > t.turn)
       RETURNING t.id, t.conversation_id AS "conversationId", t.metric, t.breached_at IS NOT NULL AS "isBreached"`,
      [closed.map(({ conversationId }) => conversationId), closed.map(({ at }) => at), now],
    );
  }

  async waitingOf(tx: Tx, conversationIds: readonly string[]): Promise<Omit<Waiting, 'openTarget'>[]> {
    const rows = await tx.query<WaitingRow>(
      `SELECT given.id AS "conversationId", turn.ordered_at AS "postedAt", turn.received_at AS "receivedAt",
              coalesce(turns.first, 0) AS "firstTurns", coalesce(turns.next, 0) AS "nextTurns"
       FROM unnest($1::uuid[]) AS given (id)
       LEFT JOIN LATERAL (
         SELECT ordered_at, received_at FROM sla_turn
         WHERE conversation_id = given.id AND dismissed_at IS NULL ORDER BY ordered_at, received_at LIMIT 1
       ) turn ON true
       LEFT JOIN LATERAL (
         SELECT max(turn) FILTER (WHERE metric = 'firstResponse') AS first,
                max(turn) FILTER (WHERE metric = 'nextResponse') AS next
         FROM sla_target WHERE conversation_id = given.id
       ) turns ON true
       ORDER BY given.id`,
      [conversationIds],
    );
    return rows.map(toWaiting);
  }

  async insertTargets(tx: Tx, targets: readonly NewTarget[]): Promise<void> {
    if (targets.length === 0) return;
    await tx.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, calendar_name, hours,
                               target_minutes, warn, pauses, started_at, fetch_delay_ms, deadline_at, warn_at, paused_at,
                               cancelled_at, cancel_reason)
       SELECT id, "conversationId", metric, turn, "policyId", "policyName", "calendarName", hours, "targetMinutes",
              warn, "pauseRules", "startedAt", "fetchDelayMs", "deadlineAt", "warnAt", "pausedAt", "cancelledAt",
              "cancelReason"
       FROM jsonb_to_recordset($1::jsonb) AS target (
         id uuid, "conversationId" uuid, metric text, turn integer, "policyId" uuid, "policyName" text,
         "calendarName" text, hours jsonb, "targetMinutes" double precision, warn jsonb, "pauseRules" jsonb,
         "startedAt" timestamptz, "fetchDelayMs" bigint, "deadlineAt" timestamptz, "warnAt" timestamptz,
         "pausedAt" timestamptz, "cancelledAt" timestamptz, "cancelReason" text)
       ORDER BY "conversationId", metric`,
      [JSON.stringify(targets)],
    );
  }

  /**
   * A breach that was noted keeps its rule: it lies at the deadline. It is taken back where the deadline moved behind
   * `now`, or where the clock stands still before it.
   */
  async moveTargets(tx: Tx, targets: readonly MovedTarget[], now: Date): Promise<void> {
    if (targets.length === 0) return;
    await tx.query(
      `UPDATE sla_target SET started_at = moved.started_at, fetch_delay_ms = moved.delay,
         deadline_at = moved.deadline_at, warn_at = moved.warn_at, paused_at = moved.paused_at,
         breached_at = CASE WHEN sla_target.breached_at IS NOT NULL AND moved.paused_at IS NULL
           AND moved.deadline_at <= $7 THEN moved.deadline_at END
       FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
         AS moved (id, started_at, delay, deadline_at, warn_at, paused_at)
       WHERE sla_target.id = moved.id`,
      [
        targets.map((target) => target.id),
        targets.map((target) => target.startedAt),
        targets.map((target) => target.fetchDelayMs),
        targets.map((target) => target.deadlineAt),
        targets.map((target) => target.warnAt),
        targets.map((target) => target.pausedAt),
        now,
      ],
    );
  }

  /** The pauses of clocks that still run, as they are known now. */
  async replacePauses(tx: Tx, pauses: ReadonlyMap<string, readonly ClockPause[]>): Promise<void> {
    if (pauses.size === 0) return;
    const rows = [...pauses].flatMap(([targetId, list]) => list.map((pause) => ({ targetId, ...pause })));
    await tx.query(`DELETE FROM sla_pause WHERE target_id = ANY($1::uuid[])`, [[...pauses.keys()]]);
    await tx.query(
      `INSERT INTO sla_pause (target_id, from_at, to_at, reason)
       SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::text[])`,
      [
        rows.map((row) => row.targetId),
        rows.map((row) => row.from),
        rows.map((row) => row.to),
        rows.map((row) => row.reason),
      ],
    );
  }

  async cancelTargets(tx: Tx, endings: readonly (Ending & { id: string })[], at: Date): Promise<void> {
    if (endings.length === 0) return;
    await tx.query(
      `UPDATE sla_target SET cancelled_at = $2, paused_at = NULL, cancel_reason = ended.reason,
         cancelled_by = ended.by, no_answer_reason = ended.why, cancel_note = ended.note
       FROM unnest($1::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[]) AS ended (id, reason, by, why, note)
       WHERE sla_target.id = ended.id`,
      [
        endings.map(({ id }) => id),
        at,
        endings.map(({ reason }) => reason),
        endings.map(({ decision }) => decision?.by ?? null),
        endings.map(({ decision }) => decision?.reason ?? null),
        endings.map(({ decision }) => decision?.note ?? null),
      ],
    );
  }

  /** Pick-ups and resolutions that ended as promised or late. */
  async meetById(tx: Tx, met: readonly { id: string; at: Date }[]): Promise<void> {
    if (met.length === 0) return;
    await tx.query(
      `UPDATE sla_target SET met_at = greatest(given.at, started_at), paused_at = NULL,
         breached_at = CASE WHEN deadline_at < given.at THEN deadline_at END
       FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, at)
       WHERE sla_target.id = given.id AND met_at IS NULL AND cancelled_at IS NULL`,
      [met.map(({ id }) => id), met.map(({ at }) => at)],
    );
  }

  /**
   * Meets the clocks whose message no longer waits. Whether a deadline was missed is decided by when the network took
   * the reply, so a breach that a timer noted while the answer was already out is taken back. So is the end of a clock
   * that somebody ended while its answer was on its way, for whatever reason: it was answered after all.
   *
   * @returns the clocks that were met
   */
  meetTargets(
    tx: Tx,
    responses: readonly (Response & { writtenAt: Date })[],
  ): Promise<{ id: string; conversationId: string; metric: SlaMetric }[]> {
    return tx.query(
      `UPDATE sla_target target SET
         met_at = greatest(response.accepted_at, target.started_at),
         met_by_message_id = response.message_id,
         cancelled_at = NULL, cancel_reason = NULL, cancelled_by = NULL, no_answer_reason = NULL, cancel_note = NULL,
         paused_at = NULL,
         breached_at = CASE WHEN target.deadline_at < response.accepted_at THEN target.deadline_at END
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
         AS response (conversation_id, message_id, accepted_at, written_at)
       WHERE target.conversation_id = response.conversation_id AND target.met_at IS NULL
         AND (target.metric = 'pickUp' AND target.cancelled_at IS NULL
           OR target.metric IN ('firstResponse', 'nextResponse')
           AND (target.cancelled_at IS NULL
             OR target.cancelled_at >= response.written_at
             AND target.cancel_reason IN ('closed', 'setWaiting', 'noAnswerNeeded')
             AND target.started_at + target.fetch_delay_ms * interval '1 millisecond' <= response.written_at
             AND NOT EXISTS (
               SELECT FROM sla_target later WHERE later.conversation_id = target.conversation_id
                 AND later.metric = target.metric AND later.turn > target.turn
                 AND later.started_at = target.started_at))
           AND NOT EXISTS (
             SELECT FROM sla_turn turn
             WHERE turn.conversation_id = target.conversation_id AND turn.ordered_at = target.started_at
           ))
       RETURNING target.id, target.conversation_id AS "conversationId", target.metric`,
      [
        responses.map((response) => response.conversationId),
        responses.map((response) => response.messageId),
        responses.map((response) => response.acceptedAt),
        responses.map((response) => response.writtenAt),
      ],
    );
  }

  /**
   * What each row of the inbox shows: what is due first, else what stands still, else the answer given last, else none. And
   * apart from it the answer that a customer waits for, before which a pick-up or the end of the matter may be due.
   */
  duesOf(tx: Tx, conversationIds: readonly string[]): Promise<DueRow[]> {
    return tx.query<DueRow>(
      `SELECT given.id AS "conversationId", due.metric, due.started_at AS "startedAt", due.met_at AS "metAt",
              CASE WHEN due.paused_at IS NULL THEN due.deadline_at END AS "dueAt",
              CASE WHEN due.paused_at IS NULL THEN due.warn_at END AS "warnAt",
              due.paused_at AS "pausedAt", CASE WHEN due.paused_at IS NOT NULL THEN due.deadline_at END AS "frozenAt",
              answer.deadline_at AS "answerDueAt", answer.started_at AS "answerStartedAt", answer.warn_at AS "answerWarnAt"
       FROM unnest($1::uuid[]) AS given (id)
       LEFT JOIN LATERAL (
         SELECT * FROM sla_target
         WHERE conversation_id = given.id AND cancelled_at IS NULL
           AND (met_at IS NULL OR metric IN ('firstResponse', 'nextResponse'))
         ORDER BY met_at DESC NULLS FIRST, paused_at IS NOT NULL, deadline_at, id LIMIT 1
       ) due ON due.deadline_at IS NOT NULL
       LEFT JOIN LATERAL (
         SELECT deadline_at, started_at, warn_at FROM sla_target
         WHERE conversation_id = given.id AND metric IN ('firstResponse', 'nextResponse')
           AND met_at IS NULL AND cancelled_at IS NULL AND paused_at IS NULL
         ORDER BY deadline_at, id LIMIT 1
       ) answer ON true
       ORDER BY given.id`,
      [conversationIds],
    );
  }
}

interface WaitingRow {
  conversationId: string;
  postedAt: Date | null;
  receivedAt: Date | null;
  firstTurns: number;
  nextTurns: number;
}

function toWaiting({ conversationId, postedAt, receivedAt, firstTurns, nextTurns }: WaitingRow) {
  return {
    conversationId,
    oldestTurn: postedAt === null || receivedAt === null ? null : { postedAt, receivedAt },
    lastTurns: { firstResponse: firstTurns, nextResponse: nextTurns },
  };
}
