import type { AbsenceItem, ShiftItem } from '@visavis/shared/api/schedule';
import type { Absence } from './absences.repository.ts';
import type { Shift } from './shifts.repository.ts';

export function presentShift({ id, agentId, teamId, note, startsAt, endsAt }: Shift): ShiftItem {
  return { id, agentId, teamId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), note };
}

export function presentAbsence({
  id,
  agentId,
  kind,
  startsAt,
  endsAt,
  standInAgentId,
}: Absence): AbsenceItem {
  return {
    id,
    agentId,
    kind,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    standInAgentId,
  };
}
