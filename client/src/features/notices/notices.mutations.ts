import type {
  MarkNoticesSeenRequest,
  NoticeCount,
  NoticeItem,
  NoticeSettings,
} from '@visavis/shared/api/notices';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../lib/api-client.ts';
import { usePageIsVisible } from '../../lib/page-visibility.ts';
import { serverNow } from '../../lib/server-clock.ts';
import {
  newestNoticeQuery,
  noticeCountQuery,
  noticeSettingsQuery,
  noticesQuery,
  type NoticeList,
} from './notices.queries.ts';

/** Whether a request for having seen means this notice. */
function means({ ids, conversationId }: MarkNoticesSeenRequest, notice: NoticeItem): boolean {
  if (ids !== undefined && !ids.includes(notice.id)) return false;
  return conversationId === undefined || (notice.count === 1 && notice.conversation?.id === conversationId);
}

/** A list in which what was looked at is seen. */
export function withSeen(list: NoticeList, request: MarkNoticesSeenRequest, at: string): NoticeList {
  const mark = (notice: NoticeItem) =>
    notice.seenAt === null && means(request, notice) ? { ...notice, seenAt: at } : notice;
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(mark) })) };
}

/** Notices were looked at: shown at once, and made true by the answer. */
export function useMarkSeen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: MarkNoticesSeenRequest) => api.post<NoticeCount>('/api/notices/seen', request),
    onMutate: async (request) => {
      await client.cancelQueries({ queryKey: noticesQuery.queryKey });
      const at = new Date(serverNow()).toISOString();
      client.setQueryData(noticesQuery.queryKey, (list?: NoticeList) =>
        list ? withSeen(list, request, at) : list,
      );
    },
    onSuccess: (count) => client.setQueryData(noticeCountQuery.queryKey, count),
    // Whatever was shown too early is put right.
    onError: () => client.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
}

/** Looking at a conversation is having seen its notices, also those that come while it is looked at. */
export function useSeeNoticesOf(conversationId: string): void {
  const isVisible = usePageIsVisible();
  const unseen = useQuery(noticeCountQuery).data?.unseen ?? 0;
  const newest = useQuery(newestNoticeQuery).data;
  const newestHere = newest?.count === 1 && newest.conversation?.id === conversationId ? newest.id : null;
  const { mutate } = useMarkSeen();
  useEffect(() => {
    if (isVisible && (unseen > 0 || newestHere !== null)) mutate({ conversationId });
  }, [conversationId, isVisible, unseen, newestHere, mutate]);
}

/** Saves how one is told: shown at once, taken back when the server refuses. */
export function useSaveNoticeSettings() {
  const client = useQueryClient();
  const { queryKey } = noticeSettingsQuery;
  return useMutation({
    mutationFn: (settings: NoticeSettings) => api.put<NoticeSettings>('/api/me/notice-settings', settings),
    onMutate: async (settings) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, settings);
      return { before };
    },
    onError: (_error, _settings, context) => client.setQueryData(queryKey, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
