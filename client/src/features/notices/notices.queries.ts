import type { NoticeCount, NoticeItem, NoticeSettings } from '@visavis/shared/api/notices';
import type { Page } from '@visavis/shared/api/page';
import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';

export type NoticeList = InfiniteData<Page<NoticeItem>>;

/** One's notices page by page, the newest first; fetched again after a push, for they are few and short. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<NoticeItem>>('/api/notices', { query: { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  staleTime: 60_000,
});

/** How many are new; pushed as a whole. */
export const noticeCountQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: ({ signal }) => api.get<NoticeCount>('/api/notices/count', { signal }),
  staleTime: 60_000,
});

/** The notice that came last while this screen was connected; only ever pushed. */
export const newestNoticeQuery = queryOptions({
  queryKey: ['notices', 'newest'],
  queryFn: ({ client, queryKey }): NoticeItem | null => client.getQueryData(queryKey) ?? null,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: ({ signal }) => api.get<NoticeSettings>('/api/me/notice-settings', { signal }),
  staleTime: 5 * 60_000,
});
