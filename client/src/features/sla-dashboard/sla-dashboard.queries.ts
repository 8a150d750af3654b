import type { LiveReport } from '@visavis/shared/api/reports';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';

/** The live figures; `report.stale` has them fetched again. */
export const liveReportQuery = queryOptions({
  queryKey: ['report', 'live'],
  queryFn: ({ signal }) => api.get<LiveReport>('/api/reports/live', { signal }),
  staleTime: 10_000,
});
