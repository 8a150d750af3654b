import type { Page } from '@visavis/shared/api/page';
import type { AbsenceItem, ShiftItem } from '@visavis/shared/api/schedule';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api-client.ts';
import { itemsOf } from './directory.queries.ts';

/** All shifts of a span, whatever their team: whoever works elsewhere is not free here. */
export const shiftsQuery = (span: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['shifts', span.from, span.to],
    queryFn: async ({ signal }) =>
      itemsOf(await api.get<Page<ShiftItem>>(`/api/shifts?${spanParams(span)}`, { signal })),
    staleTime: 30_000,
  });

export const absencesQuery = (span: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['absences', span.from, span.to],
    queryFn: async ({ signal }) =>
      itemsOf(await api.get<Page<AbsenceItem>>(`/api/absences?${spanParams(span)}`, { signal })),
    staleTime: 30_000,
  });

const spanParams = (span: { from: string; to: string }) => new URLSearchParams(span).toString();
