import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

export const slaDashboardPushes = {
  // Only a page that shows the figures fetches them. An answer that is on its way was made before these news: it is waited
  // for, and asked again once, whatever the number of news meanwhile. Breaking it off could go on for ever.
  'report.stale': ({ report }, client) => {
    const queryKey = ['report', report];
    const isUnderWay = client.isFetching({ queryKey }) > 0;
    const refresh = () => client.invalidateQueries({ queryKey }, { cancelRefetch: false });
    void refresh().then(() => (isUnderWay ? refresh() : undefined));
  },
} satisfies PushHandlers;
