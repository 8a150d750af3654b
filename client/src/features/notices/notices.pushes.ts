import type { PushHandlers } from '../../realtime/push-dispatcher.ts';
import { newestNoticeQuery, noticeCountQuery, noticesQuery } from './notices.queries.ts';

export const noticesPushes = {
  'notices.changed': ({ count, newest }, client) => {
    client.setQueryData(noticeCountQuery.queryKey, count);
    if (newest !== null) client.setQueryData(newestNoticeQuery.queryKey, newest);
    void client.invalidateQueries({ queryKey: noticesQuery.queryKey }, { cancelRefetch: false });
  },
} satisfies PushHandlers;
