import type {
  MyFigures,
  ReportAnswer,
  ReportConversations,
  ReportQuery,
  SavedReportItem,
} from '@visavis/shared/api/figures';
import type { Page } from '@visavis/shared/api/page';
import type { UnlockItem, UnlockOnMe } from '@visavis/shared/api/unlocks';
import type { MetricId } from '@visavis/shared/reports/metrics';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';

const REBUILD_LOOK_MS = 3_000;

/** Figures of a period; looked at again while they are being built anew. */
export const reportQuery = (query: ReportQuery) =>
  queryOptions({
    queryKey: ['report', 'figures', query],
    queryFn: ({ signal }) => api.get<ReportAnswer>('/api/reports/figures', { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: ({ state }) => (state.data?.state.rebuild ? REBUILD_LOOK_MS : false),
  });

/** A figure that somebody points at. */
export interface Pointed {
  metric: MetricId;
  /** Of the group; absent for all of them. */
  key?: string;
  name: string;
  missed: boolean;
}

export const behindQuery = (query: ReportQuery, { metric, key, missed }: Pointed) =>
  queryOptions({
    queryKey: ['report', 'behind', query, metric, key ?? null, missed],
    queryFn: ({ signal }) =>
      // Named by hand: the empty key, of what has no tag or language, counts too.
      api.get<ReportConversations>(
        `/api/reports/conversations?${addressPart({ ...query, metric, key, missed: String(missed) })}`,
        { signal },
      ),
  });

export const myFiguresQuery = queryOptions({
  queryKey: ['report', 'mine'],
  queryFn: ({ signal }) => api.get<MyFigures>('/api/reports/mine', { signal }),
});

export const savedReportsQuery = queryOptions({
  queryKey: ['report', 'saved'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<Page<SavedReportItem>>('/api/saved-reports', { signal })),
});

export const unlocksQuery = queryOptions({
  queryKey: ['report', 'unlocks'],
  queryFn: async ({ signal }) => itemsOf(await api.get<Page<UnlockItem>>('/api/report-unlocks', { signal })),
});

export const unlocksOnMeQuery = queryOptions({
  queryKey: ['report', 'unlocks', 'mine'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<Page<UnlockOnMe>>('/api/report-unlocks/mine', { signal })),
});

/** Where the browser fetches the same figures as a file. */
export function exportAddress(query: ReportQuery, locale: string): string {
  return `/api/reports/export?${addressPart({ ...query, locale })}`;
}

function addressPart(given: object): string {
  const known = Object.entries(given).filter(([, value]) => value !== undefined) as [string, string][];
  return new URLSearchParams(known).toString();
}
