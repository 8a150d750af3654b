import type { ConversationItem } from '@visavis/shared/api/conversations';

export interface SteadyList {
  shown: ConversationItem[];
  /** How many rows came in above what is shown. */
  freshCount: number;
}

/**
 * The rows while somebody reads: in the order in which they stood (`held`), with what changed in them; what left is
 * gone; what came in above waits, what came behind the last (the next page) is added.
 */
export function steadyOrder(held: readonly string[], items: readonly ConversationItem[]): SteadyList {
  const byId = new Map(items.map((item) => [item.id, item]));
  const isHeld = new Set(held);
  const shown = held.flatMap((id) => byId.get(id) ?? []);
  const lastHeld = items.findLastIndex((item) => isHeld.has(item.id));
  const behind = items.filter((item, at) => at > lastHeld && !isHeld.has(item.id));
  const freshCount = items.filter((item, at) => at < lastHeld && !isHeld.has(item.id)).length;
  return { shown: [...shown, ...behind], freshCount };
}
