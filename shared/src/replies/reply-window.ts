import type { ConnectorManifest, ConversationKind } from '../api/channels.ts';

const HOUR_MS = 3_600_000;

/** What decides how long a network lets us answer. */
export interface WindowSubject {
  kind: ConversationKind;
  /** By the network's time. */
  lastCustomerMessageAt: Date;
}

/**
 * When the network stops to take answers: so long after the customer's last message. Null where it never does. Whatever
 * the customer writes opens the window anew.
 */
export function windowClosesAt(
  { replyWindow }: Pick<ConnectorManifest, 'replyWindow'>,
  { kind, lastCustomerMessageAt }: WindowSubject,
): Date | null {
  if (replyWindow === undefined || !replyWindow.kinds.includes(kind)) return null;
  return new Date(lastCustomerMessageAt.getTime() + replyWindow.hours * HOUR_MS);
}
