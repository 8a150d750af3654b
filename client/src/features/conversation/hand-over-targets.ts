import type { ColleagueSuggestion } from '@visavis/shared/api/hand-over';
import type { PersonRef } from '@visavis/shared/api/conversations';
import type { TeamRef } from '@visavis/shared/api/session';

/** To whom a conversation can be handed over. */
export type HandOverTarget =
  | { kind: 'person'; id: string; person: PersonRef; colleague: ColleagueSuggestion }
  | { kind: 'team'; id: string; team: TeamRef };

/** People in the server's order, then teams, the conversation's own first; what a term names only. */
export function handOverTargets(
  colleagues: readonly ColleagueSuggestion[],
  teams: readonly TeamRef[],
  { ownTeamId, term }: { ownTeamId: string; term: string },
): HandOverTarget[] {
  const wanted = term.trim().toLowerCase();
  const isNamed = (...words: string[]) => words.join(' ').toLowerCase().includes(wanted);
  const own = (team: TeamRef) => Number(team.id !== ownTeamId);
  return [
    ...colleagues
      .filter(({ agent, helpsWith }) => isNamed(agent.name, helpsWith))
      .map((colleague) => ({
        kind: 'person' as const,
        id: colleague.agent.id,
        person: colleague.agent,
        colleague,
      })),
    ...teams
      .filter(({ name }) => isNamed(name))
      .toSorted((a, b) => own(a) - own(b))
      .map((team) => ({ kind: 'team' as const, id: team.id, team })),
  ];
}
