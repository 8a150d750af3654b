import { UNLOCK_ASKED_DAYS, type UnlockItem, type UnlockState } from '@visavis/shared/api/unlocks';
import type { Reader } from './reader.ts';
import type { UnlockRow } from './unlocks.repository.ts';

const ASKED_MS = UNLOCK_ASKED_DAYS * 86_400_000;

/** Where a wish stands at an instant: a wish that nobody decides about ends after some days. */
export function stateOf(row: UnlockRow, now: Date): UnlockState {
  if (row.endedAt !== null) return 'ended';
  if (row.decidedAt === null) return now.getTime() < row.askedAt.getTime() + ASKED_MS ? 'asked' : 'ended';
  if (row.expiresAt === null) return 'refused';
  return now < row.expiresAt ? 'open' : 'ended';
}

/** As somebody sees it who may ask for such a look, or decide about it. */
export function presentUnlock(row: UnlockRow, reader: Reader, now: Date): UnlockItem {
  const state = stateOf(row, now);
  const isMine = row.askedBy === reader.agentId;
  const { id, from, to, purpose, hours, lookCount, decidedBy } = row;
  return {
    id,
    state,
    team: { id: row.teamId, name: row.teamName },
    from,
    to,
    purpose,
    hours,
    askedBy: { id: row.askedBy, name: row.askedByName },
    askedAt: row.askedAt.toISOString(),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: row.decidedByName ?? '' },
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lookCount,
    mayDecide: state === 'asked' && !isMine && reader.role === 'admin',
    mayLook: state === 'open' && isMine,
    mayEnd: (state === 'asked' && isMine) || (state === 'open' && (isMine || reader.role === 'admin')),
  };
}
