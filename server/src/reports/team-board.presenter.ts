import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { ShiftItem } from '@visavis/shared/api/schedule';
import type { TeamBoard, TeamBoardPerson } from '@visavis/shared/api/team-board';
import { facePath } from '../agents/face-path.ts';
import type { BoardAbsenceRow, BoardPersonRow, BoardShiftRow } from './team-board.repository.ts';

const FACE = 64;

interface BoardParts {
  now: Date;
  team: { id: string; name: string };
  day: { from: Date; to: Date };
  people: readonly BoardPersonRow[];
  waiting: readonly { id: string; count: number }[];
  shifts: readonly BoardShiftRow[];
  absences: readonly BoardAbsenceRow[];
  items: ReadonlyMap<string, ConversationItem>;
  present: ReadonlySet<string>;
}

export function presentTeamBoard(parts: BoardParts): TeamBoard {
  const { now, team, day, waiting } = parts;
  return {
    at: now.toISOString(),
    team: { id: team.id, name: team.name },
    day: { from: day.from.toISOString(), to: day.to.toISOString() },
    people: parts.people.map((person) => presentPerson(person, parts)),
    waiting: {
      count: waiting[0]?.count ?? 0,
      items: found(
        waiting.map(({ id }) => id),
        parts.items,
      ),
    },
  };
}

function presentPerson(person: BoardPersonRow, parts: BoardParts): TeamBoardPerson {
  const { id, name, faceVersion, availability, reason, returnsAt, setBy } = person;
  const absence = parts.absences.find(({ agentId }) => agentId === id);
  return {
    agent: { id, name, avatarUrl: facePath(id, faceVersion, FACE) },
    state: { availability, reason, returnsAt: returnsAt?.toISOString() ?? null, setBy },
    isPresent: parts.present.has(id),
    load: person.load,
    capacity: person.capacity,
    open: found(person.openIds, parts.items),
    openCount: person.openCount,
    shifts: parts.shifts.filter(({ agentId }) => agentId === id).map(presentShift),
    absence:
      absence === undefined
        ? null
        : { ...absence, startsAt: absence.startsAt.toISOString(), endsAt: absence.endsAt.toISOString() },
  };
}

function presentShift({ startsAt, endsAt, ...shift }: BoardShiftRow): ShiftItem {
  return { ...shift, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

/** What changed hands between two reads is missing, not wrong. */
function found(ids: readonly string[], items: ReadonlyMap<string, ConversationItem>): ConversationItem[] {
  return ids.flatMap((id) => items.get(id) ?? []);
}
