import type { ConversationCounts, ConversationView } from '@visavis/shared/api/conversations';
import type { InboxSearch } from '../inbox-search.ts';

/** The number beside the list that the address names; unknown for searches. */
export function countOf(
  counts: ConversationCounts['active'],
  view: ConversationView,
  search: InboxSearch,
): number | undefined {
  if (!counts || search.q || search.spam || search.tag) return undefined;
  if (search.team) return counts.teams[search.team] ?? 0;
  return search.channel ? (counts.channels[search.channel] ?? 0) : counts.views[view];
}
