import type {
  HolidayCountry,
  HolidayItem,
  PreviewCalendarAnswer,
  PreviewCalendarRequest,
} from '@visavis/shared/api/calendars';
import type { Page } from '@visavis/shared/api/page';
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { api } from '../../../lib/api-client.ts';
import { itemsOf } from '../../../lib/directory.queries.ts';

/** The law of a year does not change while somebody looks at it. */
const LAW = { staleTime: Number.POSITIVE_INFINITY };

export const countriesQuery = queryOptions({
  queryKey: ['holidays', 'countries'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<Page<HolidayCountry>>('/api/holidays/countries', { signal })),
  ...LAW,
});

interface HolidayPlace {
  country: string;
  region: string | null;
}

/** No place, no holidays and no call. */
export function holidaysQuery(place: HolidayPlace | null, year: number) {
  return queryOptions({
    queryKey: ['holidays', place?.country, place?.region, year],
    queryFn: async ({ signal }) => {
      if (place === null) return [];
      const query = new URLSearchParams({ country: place.country, year: String(year) });
      if (place.region !== null) query.set('region', place.region);
      return itemsOf(await api.get<Page<HolidayItem>>(`/api/holidays?${query}`, { signal }));
    },
    ...LAW,
  });
}

/**
 * The same reckoning as that of the clocks, for a calendar that is not saved yet. The answer keeps the instant that was
 * asked about: until the next one comes, it stays on screen as what it is.
 */
export function previewQuery(request: PreviewCalendarRequest | null) {
  return queryOptions({
    queryKey: ['calendars', 'preview', request],
    queryFn:
      request === null
        ? skipToken
        : async ({ signal }) => ({
            startedAt: request.startedAt,
            ...(await api.post<PreviewCalendarAnswer>('/api/calendars/preview', request, { signal })),
          }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
