import type { AgentItem, TeamItem } from '@visavis/shared/api/agents';
import type { CalendarItem } from '@visavis/shared/api/calendars';
import type { ChannelItem, ConnectorManifest } from '@visavis/shared/api/channels';
import type { Page } from '@visavis/shared/api/page';
import type { Me } from '@visavis/shared/api/session';
import { can, type Permitted } from '@visavis/shared/permissions';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './api-client.ts';

/** Lists of what is few arrive bare or as one page. */
export const itemsOf = <T>(answer: T[] | Pick<Page<T>, 'items'>): T[] =>
  Array.isArray(answer) ? answer : answer.items;

/** Who is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<Me>('/api/me', { signal }),
  staleTime: 5 * 60_000,
  retry: false,
});

/** All colleagues, with presence; kept fresh by `agent.changed`. */
export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<AgentItem[] | Page<AgentItem>>('/api/agents', { signal })),
  staleTime: 60_000,
});

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<TeamItem[] | Page<TeamItem>>('/api/teams', { signal })),
  staleTime: 5 * 60_000,
});

/** All channels with their health; kept fresh by `channel.changed`. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<ChannelItem[] | Page<ChannelItem>>('/api/channels', { signal })),
  staleTime: 60_000,
});

/** When organisation, teams and channels work; each says only in what it differs. */
export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<CalendarItem>>('/api/calendars', { signal })),
});

/** The manifests of the networks; they change with a release only. */
export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<ConnectorManifest[] | Page<ConnectorManifest>>('/api/connectors', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in; only below the signed-in layout, which has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** What somebody's role and teams let them do, as `can` asks for it. */
export function permittedOf({ role, teams }: Me): Permitted {
  return { role, teamIds: teams.map(({ id }) => id) };
}

/** The teams that somebody leads (administrators: all); undefined while they load. */
export function useLedTeams(): TeamItem[] | undefined {
  const me = permittedOf(useMe());
  return useQuery(teamsQuery).data?.filter(({ id }) => can(me, 'team.lead', { teamId: id }));
}

/** The manifest of a network, undefined until it is known. */
export function useConnector(network: string): ConnectorManifest | undefined {
  return useQuery({ ...connectorsQuery, select: (all) => all.find((each) => each.id === network) }).data;
}
