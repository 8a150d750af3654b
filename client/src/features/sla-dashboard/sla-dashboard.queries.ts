import type { LiveBehind, LiveBehindQuery } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { msUntilOld } from './figures.ts';

/**
 * The live figures, of one team or of all that one leads; `report.stale` has them fetched again. Where nothing happens
 * nobody says so, and still a day ends and an hour passes: so once a minute besides, for the whole page.
 */
export const liveReportQuery = (teamId?: string) =>
  queryOptions({
    queryKey: ['report', 'live', teamId ?? 'all'],
    queryFn: ({ signal }) => api.get<LiveReport>('/api/reports/live', { query: { teamId }, signal }),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data ? msUntilOld(data, serverNow()) : false),
  });

/** The conversations behind one figure, kept as fresh as the figure. */
export const liveBehindQuery = (query: LiveBehindQuery) =>
  queryOptions({
    queryKey: ['report', 'live', 'behind', query],
    queryFn: ({ signal }) => api.get<LiveBehind>('/api/reports/live/conversations', { query, signal }),
    staleTime: 10_000,
    // While more of the same list is asked for.
    placeholderData: keepPreviousData,
  });
