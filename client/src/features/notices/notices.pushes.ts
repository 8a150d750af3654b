import type { PushHandlers } from '../../realtime/push-dispatcher.ts';
import { newestNoticeQuery, noticeCountQuery, noticesQuery } from './notices.queries.ts';

export const noticesPushes = {
  // A fetch that began before the push would bring back what was true then, so it is broken off first.
  'notices.changed': ({ count, newest }, client) =>
    void Promise.all(
      [noticeCountQuery.queryKey, noticesQuery.queryKey].map((queryKey) =>
        client.cancelQueries({ queryKey }),
      ),
    ).then(() => {
      client.setQueryData(noticeCountQuery.queryKey, count);
      if (newest !== null) client.setQueryData(newestNoticeQuery.queryKey, newest);
      return client.invalidateQueries({ queryKey: noticesQuery.queryKey });
    }),
} satisfies PushHandlers;
