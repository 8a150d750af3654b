import { hiddenGroups, isTooSmall, type Counted } from '@visavis/shared/reports/reckon';
import type { MemberRow } from './live-report.repository.ts';

/** Of which teams the figures of a day would tell how few people work. */
export interface HiddenToday {
  /** What is told of all teams of the report together. */
  isTotalHidden: boolean;
  teamIds: ReadonlySet<string>;
}

/**
 * By the rule of reports. All people of a team stand behind its figures, because who takes part is not known before the
 * day is over. Where one of several teams is told, it is hidden if it would be in a table of all of them: its figures
 * taken off those of all would tell those of the others.
 *
 * @param members of all teams whose figures the reader may see
 * @param teamId the only one that is told, null when all of them are
 */
export function hiddenToday(members: readonly MemberRow[], teamId: string | null): HiddenToday {
  const numbers = new Map(members.map(({ agentId }, index) => [agentId, index]));
  const countedOf = (rows: readonly MemberRow[]): Counted => {
    const people = new Map<number, number>();
    for (const { agentId } of rows) {
      const number = numbers.get(agentId) ?? 0;
      people.set(number, (people.get(number) ?? 0) + 1);
    }
    return new Map([['people', people]]);
  };
  const whole = countedOf(members);
  const teams = [...new Set(members.map((member) => member.teamId))];
  const groups = new Map(
    teams.map((id) => [id, countedOf(members.filter((member) => member.teamId === id))]),
  );
  const teamIds = hiddenGroups(groups, whole);
  return { isTotalHidden: teamId === null ? isTooSmall(whole) : teamIds.has(teamId), teamIds };
}
