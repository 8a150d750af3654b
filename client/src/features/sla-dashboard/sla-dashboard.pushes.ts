import type { QueryClient } from '@tanstack/react-query';
import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

/** Reports for which a fetch is about to begin: it follows whatever is told until then. */
const soon = new WeakMap<QueryClient, Set<string>>();

/**
 * Each push is followed by a fetch that begins after it, one at a time: a fetch that is on its way already may bring what
 * was true before. It is awaited and not broken off, or a slow line would never get any figures in a storm.
 */
async function freshen(client: QueryClient, report: string): Promise<void> {
  const reports = soon.get(client) ?? new Set<string>();
  soon.set(client, reports);
  if (reports.has(report)) return;
  reports.add(report);
  const filters = { queryKey: ['report', report] };
  await client.refetchQueries(
    { ...filters, type: 'active', fetchStatus: 'fetching' },
    { cancelRefetch: false },
  );
  reports.delete(report);
  await client.invalidateQueries(filters, { cancelRefetch: false });
}

export const slaDashboardPushes = {
  // Only a page that shows the figures fetches them.
  'report.stale': ({ report }, client) => void freshen(client, report),
} satisfies PushHandlers;
