import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

export const slaDashboardPushes = {
  // Only a page that shows the figures fetches them; while one fetch runs, more news do not start another.
  'report.stale': ({ report }, client) =>
    void client.invalidateQueries({ queryKey: ['report', report] }, { cancelRefetch: false }),
} satisfies PushHandlers;
