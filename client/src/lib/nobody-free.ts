import type { AgentItem, TeamItem } from '@visavis/shared/api/agents';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from './directory.queries.ts';
import { roomOf } from './room.ts';

type Waiting = Pick<ConversationItem, 'assignee' | 'status' | 'stuck' | 'team'>;

/**
 * Why something that simply stands in line is with nobody: everybody in its team is away, or nobody has room. Null where
 * somebody could have it, or where placement knows a better reason.
 */
export function nobodyFree(
  { assignee, status, stuck, team }: Waiting,
  teams: readonly TeamItem[],
  agents: readonly AgentItem[],
): 'allAway' | 'allFull' | null {
  if (assignee !== null || stuck !== null || (status !== 'new' && status !== 'open')) return null;
  const ids = new Set(teams.find(({ id }) => id === team.id)?.memberIds);
  const members = agents.filter(({ id, deactivatedAt }) => ids.has(id) && deactivatedAt === null);
  if (members.length === 0) return null;
  const there = members.filter(({ availability }) => availability === 'available' || availability === 'busy');
  if (there.length === 0) return 'allAway';
  return there.some((agent) => agent.availability === 'available' && roomOf(agent) > 0) ? null : 'allFull';
}

/** The same in words: "alle sind gerade weg". */
export function useNobodyFreeWords(item: Waiting): string | null {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  const why = nobodyFree(item, teams, agents);
  return why === null ? null : t(`common.stuck.${why}`);
}
