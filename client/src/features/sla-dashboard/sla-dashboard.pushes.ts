import type { QueryClient } from '@tanstack/react-query';
import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

/** Reports that are being fetched anew, and whether they became old once more meanwhile. */
const busy = new WeakMap<QueryClient, Map<string, { isOldAgain: boolean }>>();

/**
 * Fetches a report after every push, however many come: one request at a time, and the last push is always followed by
 * one that began after it. Breaking off what runs instead would leave a slow line without any figures in a storm.
 */
async function freshen(client: QueryClient, report: string): Promise<void> {
  const reports = busy.get(client) ?? new Map<string, { isOldAgain: boolean }>();
  busy.set(client, reports);
  const running = reports.get(report);
  if (running) {
    running.isOldAgain = true;
    return;
  }
  const state = { isOldAgain: true };
  reports.set(report, state);
  const filters = { queryKey: ['report', report] };
  try {
    while (state.isOldAgain) {
      // What began before the push, such as the first fetch of the page, brings what was true then.
      if (client.isFetching(filters) > 0) await client.refetchQueries(filters, { cancelRefetch: false });
      else await Promise.resolve();
      state.isOldAgain = false;
      await client.invalidateQueries(filters, { cancelRefetch: false });
    }
  } finally {
    reports.delete(report);
  }
}

export const slaDashboardPushes = {
  // Only a page that shows the figures fetches them.
  'report.stale': ({ report }, client) => void freshen(client, report),
} satisfies PushHandlers;
