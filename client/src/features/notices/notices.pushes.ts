import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

export const noticesPushes = {
  'notices.changed': ({ count }, client) => {
    client.setQueryData(['notices', 'count'], count);
    void client.invalidateQueries({ queryKey: ['notices', 'list'] }, { cancelRefetch: false });
  },
} satisfies PushHandlers;
