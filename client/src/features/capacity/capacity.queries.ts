import type { CapacityPlan, CapacityQuery } from '@visavis/shared/api/capacity';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';

export const capacityQuery = (query: CapacityQuery) =>
  queryOptions({
    queryKey: ['report', 'capacity', query],
    queryFn: ({ signal }) => api.get<CapacityPlan>('/api/reports/capacity', { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
