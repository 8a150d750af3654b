import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';

/** A conversation before a change of many, and by what it is known that nothing happened to it since. */
export interface ChangedRow {
  id: string;
  assigneeId: string | null;
  status: ConversationStatus;
  /** ISO-8601, as JSON keeps it. */
  snoozedUntil: string | null;
  tags: string[];
  after: { deskVersion: number; sequence: number; tags: string[] };
}
